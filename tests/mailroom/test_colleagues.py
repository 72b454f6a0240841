"""Letters to those at work: who hears of what, through a real mail server."""

from datetime import datetime, timedelta

import pytest

from kentongan.casework.assigning import assign
from kentongan.casework.claiming import claim
from kentongan.casework.closing import Reason, refuse
from kentongan.casework.disputing import dispute
from kentongan.casework.escalating import escalate_due
from kentongan.casework.missing import notice_missed
from kentongan.casework.models import Case
from kentongan.casework.objecting import decide, object_to
from kentongan.casework.reminding import remind_due
from kentongan.casework.verifying import verify
from kentongan.mailroom.letterheads import letterhead
from kentongan.mailroom.models import Letter
from kentongan.mailroom.sending import Step, send_next
from kentongan.people.models import Role, User
from tests.conftest import moment
from tests.mailroom.conftest import FRIDAY, Running, case_of, draw, told, user

pytestmark = pytest.mark.usefixtures("city")


def reached(name: str, role: Role, unit: str, **more: str) -> User:
    """Somebody at work with an e-mail address."""
    made = user(name, role, unit)
    User.objects.filter(pk=made.pk).update(email=f"{name}@kota.invalid", **more)
    made.refresh_from_db()
    return made


def in_work(officer: User | None = None, at: datetime = FRIDAY, **told_more: object) -> Case:
    """A lamp that was verified, and perhaps is in somebody's hands."""
    case = case_of(told(email="", at=at, **told_more))  # type: ignore[arg-type]
    gate = User.objects.filter(username="gate").first() or user("gate", Role.OPERATOR, "setda")
    verify(case, is_public=False, public_words="", by=gate, at=at)
    if officer:
        assign(case, officer, "", by=gate, at=at)
    case.refresh_from_db()
    return case


def clear() -> None:
    """Look only at what comes from here on."""
    draw()
    Letter.objects.filter(part_of__isnull=False).delete()
    Letter.objects.all().delete()


def send_all(server: Running, at: datetime) -> list[str]:
    """Send what is due and return to whom, in order."""
    draw(at)
    before = len(server.mails.to)
    head, outbound = letterhead(), server.outbound()
    while send_next(outbound, head, at=at) is Step.DONE:
        pass
    outbound.close()
    return server.mails.to[before:]


def last(server: Running) -> str:
    return str(server.mails.arrived[-1].get_content())


def test_a_reminder_comes_with_the_next_morning_and_to_the_holder_alone(server: Running) -> None:
    bob = reached("bob", Role.OFFICER, "dishub")
    reached("beni", Role.OFFICER, "dishub")
    case = in_work(bob)
    clear()
    near = moment("2026-03-26 09:00")
    assert remind_due(at=near) == 1
    assert send_all(server, near) == []
    assert send_all(server, moment("2026-03-27 07:30")) == ["bob@kota.invalid"]
    (mail,) = server.mails.arrived
    assert mail["Subject"] == f"Kasus {case.reference}: tenggatnya sudah dekat"
    assert "Jumat, 27 Maret 2026 pukul 15.30" in last(server)
    assert f"http://testserver/meja/kasus/{case.reference}/" in last(server)
    assert send_all(server, moment("2026-03-27 08:00")) == []


def test_a_reminder_that_would_come_too_late_comes_at_once(server: Running) -> None:
    bob = reached("bob", Role.OFFICER, "pupr")
    in_work(bob, kind="BJR-01")
    clear()
    soon = FRIDAY + timedelta(hours=23)
    assert remind_due(at=soon) == 1
    assert send_all(server, soon) == ["bob@kota.invalid"]


def test_what_nobody_holds_is_for_the_officers_of_the_unit_and_what_nobody_read_for_the_gate(
    server: Running,
) -> None:
    for name in ("bob", "beni"):
        reached(name, Role.OFFICER, "dishub")
    reached("charlie", Role.OFFICER, "pupr")
    reached("gate", Role.OPERATOR, "setda")
    in_work()
    clear()
    remind_due(at=moment("2026-03-26 09:00"))
    assert send_all(server, moment("2026-03-26 09:00")) == []
    heard = send_all(server, moment("2026-03-27 07:30"))
    assert sorted(heard) == ["beni@kota.invalid", "bob@kota.invalid"]
    case_of(told(email="", at=FRIDAY))
    clear()
    remind_due(at=moment("2026-03-17 09:00"))
    assert send_all(server, moment("2026-03-25 07:30")) == ["gate@kota.invalid"]


def test_a_miss_reaches_head_secretary_and_mayor_in_turn(server: Running) -> None:
    bob = reached("bob", Role.OFFICER, "dishub")
    for name, role, unit in (
        ("hadi", Role.HEAD, "dishub"),
        ("sekda", Role.LEADER, "setda"),
        ("wali", Role.LEADER, "walikota"),
        ("charlie", Role.HEAD, "pupr"),
    ):
        reached(name, role, unit)
    case = in_work(bob)
    clear()
    notice_missed(at=moment("2026-03-27 17:00"))
    heard = []
    for day in ("2026-03-30 16:01", "2026-04-01 16:01", "2026-04-06 16:01", "2026-06-01 16:00"):
        while escalate_due(at=moment(day)):
            pass
        heard.append(send_all(server, moment(day)))
    assert heard == [["hadi@kota.invalid"], ["sekda@kota.invalid"], ["wali@kota.invalid"], []]
    subjects = {mail["Subject"] for mail in server.mails.arrived}
    assert subjects == {f"Kasus {case.reference} naik ke Anda"}


def test_where_nobody_leads_a_unit_everybody_of_it_hears(server: Running) -> None:
    bob = reached("bob", Role.OFFICER, "dishub")
    reached("beni", Role.OFFICER, "dishub")
    in_work(bob)
    clear()
    notice_missed(at=moment("2026-03-27 17:00"))
    escalate_due(at=moment("2026-03-30 16:01"))
    heard = send_all(server, moment("2026-03-30 16:01"))
    assert sorted(heard) == ["beni@kota.invalid", "bob@kota.invalid"]


def test_whoever_gets_a_case_hears_and_whoever_takes_it_does_not(server: Running) -> None:
    bob = reached("bob", Role.OFFICER, "dishub")
    case = in_work(bob)
    assert send_all(server, FRIDAY) == ["bob@kota.invalid"]
    assign(case, bob, "Saya kerjakan sendiri.", by=bob, at=FRIDAY)
    assert send_all(server, FRIDAY) == []


def test_a_dispute_reaches_the_holder_and_whoever_is_above_now(server: Running) -> None:
    bob = reached("bob", Role.OFFICER, "dishub")
    reached("hadi", Role.HEAD, "dishub")
    case = in_work(bob)
    claim(case, "Sudah.", by=bob, at=FRIDAY)
    clear()
    voice = case.filings.get().service_request
    dispute(voice, "Masih padam, kata Siti.", at=FRIDAY)
    assert sorted(send_all(server, FRIDAY)) == ["bob@kota.invalid", "hadi@kota.invalid"]
    assert "Siti" not in last(server)


def test_an_objection_goes_to_somebody_else_than_the_refuser(server: Running) -> None:
    hadi = reached("hadi", Role.HEAD, "dishub")
    reached("gate", Role.OPERATOR, "setda")
    for number, hears in ((0, "gate@kota.invalid"), (1, "hadi@kota.invalid")):
        case = in_work()
        by = (hadi, User.objects.get(username="gate"))[number]
        refuse(case, Reason.NOT_OURS, "Ini wewenang PLN.", by=by, at=FRIDAY)
        clear()
        object_to(case.filings.get().service_request, "Tidak setuju.", at=FRIDAY)
        assert send_all(server, FRIDAY) == [hears]


def test_an_objection_that_was_decided_meanwhile_is_told_to_nobody(server: Running) -> None:
    hadi = reached("hadi", Role.HEAD, "dishub")
    case = in_work()
    refuse(case, Reason.NOT_OURS, "Bukan.", by=User.objects.get(username="gate"), at=FRIDAY)
    clear()
    made = object_to(case.filings.get().service_request, "Tidak setuju.", at=FRIDAY)
    draw()
    decide(made, is_upheld=False, answer="Tetap.", by=hadi, at=FRIDAY)
    assert send_all(server, FRIDAY) == []
    assert Letter.objects.get(kind="case.objected").withdrawn_because == "overtaken"


def test_what_was_settled_before_the_letter_goes_out_is_not_told(server: Running) -> None:
    bob = reached("bob", Role.OFFICER, "dishub")
    done, open_still = in_work(bob), in_work(bob)
    clear()
    remind_due(at=moment("2026-03-26 09:00"))
    draw(moment("2026-03-26 09:00"))
    claim(done, "Sudah.", by=bob, at=moment("2026-03-26 10:00"))
    assert send_all(server, moment("2026-03-27 07:30")) == ["bob@kota.invalid"]
    assert open_still.reference in last(server)
    assert done.reference not in last(server)
    claim(open_still, "Sudah.", by=bob, at=moment("2026-03-27 08:00"))
    assert send_all(server, moment("2026-03-27 09:00")) == []


def test_a_case_in_other_hands_is_not_told_to_whoever_had_it(server: Running) -> None:
    bob, beni = reached("bob", Role.OFFICER, "dishub"), reached("beni", Role.OFFICER, "dishub")
    case = in_work(bob)
    assign(case, beni, "", by=User.objects.get(username="gate"), at=FRIDAY)
    assert send_all(server, FRIDAY) == ["beni@kota.invalid"]
    assert Letter.objects.get(user=bob).withdrawn_because == "overtaken"
