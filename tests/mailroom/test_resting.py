"""Quiet hours: letters wait for the morning, none is lost, and an emergency waits for nobody."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from kentongan.casework.answering import answer
from kentongan.casework.verifying import verify
from kentongan.mailroom.letterheads import letterhead
from kentongan.mailroom.models import Letter, Style
from kentongan.mailroom.resting import is_quiet
from kentongan.mailroom.sending import Step, send_next
from kentongan.people.models import Role
from tests.conftest import moment
from tests.mailroom.conftest import Running, case_of, draw, told, user

JAKARTA, JAYAPURA = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Jayapura")
NIGHT = Style(quiet_from=time(20), quiet_to=time(6, 30))
NAP = Style(quiet_from=time(12), quiet_to=time(13))


@pytest.mark.parametrize(
    ("style", "at", "quiet"),
    [
        (NIGHT, "2026-03-13 19:59:59.999999", False),
        (NIGHT, "2026-03-13 20:00", True),
        (NIGHT, "2026-03-13 23:59:59.999999", True),
        (NIGHT, "2026-03-14 00:00", True),
        (NIGHT, "2026-03-14 06:29:59.999999", True),
        (NIGHT, "2026-03-14 06:30", False),
        (NAP, "2026-03-14 11:59", False),
        (NAP, "2026-03-14 12:00", True),
        (NAP, "2026-03-14 13:00", False),
        (Style(), "2026-03-14 03:00", False),
        (Style(quiet_from=time(20), quiet_to=time(20)), "2026-03-14 20:00", False),
    ],
)
def test_the_first_moment_is_quiet_and_the_last_is_not(style: Style, at: str, quiet: bool) -> None:
    assert is_quiet(style, JAKARTA, at=moment(at)) == quiet


def test_quiet_is_what_is_night_where_the_city_lies() -> None:
    in_jakarta = moment("2026-03-13 18:30")
    assert not is_quiet(NIGHT, JAKARTA, at=in_jakarta)
    assert is_quiet(NIGHT, JAYAPURA, at=in_jakarta)
    assert is_quiet(NIGHT, JAKARTA, at=datetime.fromisoformat("2026-03-13T13:00:00+00:00"))


def send_all(server: Running, at: datetime) -> None:
    draw(at)
    head = letterhead()
    while send_next(server.outbound(), head, at=at) is Step.DONE:
        pass


@pytest.fixture
def night(city: object) -> datetime:
    Style.objects.update_or_create(
        pk=1, defaults={"quiet_from": NIGHT.quiet_from, "quiet_to": NIGHT.quiet_to}
    )
    return moment("2026-03-13 21:00")


def test_a_letter_waits_for_the_morning_and_then_goes_out_once(
    server: Running, night: datetime
) -> None:
    told()
    send_all(server, night)
    assert (server.mails.arrived, Letter.objects.get().attempts) == ([], 0)
    send_all(server, moment("2026-03-14 06:29"))
    assert server.mails.arrived == []
    send_all(server, moment("2026-03-14 06:30"))
    assert len(server.mails.arrived) == 1
    assert Letter.objects.get().sent_at == moment("2026-03-14 06:30")


def test_the_receipt_for_what_one_has_just_done_comes_at_once(
    server: Running, night: datetime
) -> None:
    told(at=night - timedelta(minutes=1))
    send_all(server, night)
    assert len(server.mails.arrived) == 1


def test_a_try_put_off_into_the_night_waits_there(server: Running, night: datetime) -> None:
    server.mails.answers["siti@contoh.invalid"] = "451 later"
    told()
    send_all(server, night - timedelta(minutes=61))
    assert Letter.objects.get().attempts == 1
    server.mails.answers.clear()
    send_all(server, night)
    assert server.mails.arrived == []
    send_all(server, moment("2026-03-14 06:30"))
    assert len(server.mails.arrived) == 1


def test_what_an_emergency_brings_wakes_people(server: Running, night: datetime) -> None:
    admin = user("alice", Role.ADMINISTRATOR, "setda")
    at = night - timedelta(hours=2)
    for kind in ("PJU-01", "BJR-01"):
        case = case_of(told(f"{kind.lower()}@contoh.invalid", kind=kind, at=at))
        verify(case, is_public=False, public_words="", by=admin, at=at)
        answer(case, "Regu berangkat.", by=admin, at=night)
    send_all(server, night)
    assert set(server.mails.to) == {"bjr-01@contoh.invalid"}
    send_all(server, moment("2026-03-14 06:30"))
    assert set(server.mails.to) == {"bjr-01@contoh.invalid", "pju-01@contoh.invalid"}
