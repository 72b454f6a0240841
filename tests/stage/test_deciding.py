"""A named person decides, for a reason: the page, the message and the entry are one act."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from kentongan.casework.holding import WordsMissing
from kentongan.config.cli import main
from kentongan.journal.models import Entry
from kentongan.people.models import Role, User
from kentongan.situation.cap.alert import MessageType, Status
from kentongan.situation.cap.judging import judge
from kentongan.situation.cap.reading import read
from kentongan.situation.cap.standing import standing
from kentongan.stage.deciding import Ruling, decide, refuse
from kentongan.stage.holding import NoSuchStage, ProposalSettled, SameStage, StageMoved
from kentongan.stage.models import Outcome, StageChange, StageMessage, StageProposal
from kentongan.stage.publishing import renew_message
from kentongan.stage.signing import NotSigned, certificate_in, check, fingerprint, key_pair
from kentongan.stage.tile import tile
from kentongan.toolbox.schemas import current
from tests.casework.test_story import user
from tests.stage.town import NIGHT, Water, after, look, open_levels, rising
from tests.statements import statements

pytestmark = pytest.mark.usefixtures("city")


@pytest.fixture(autouse=True)
def water(city: object) -> Iterator[Water]:
    with rising() as found:
        yield found


@pytest.fixture
def mayor(city: object) -> User:
    return user("wali", Role.LEADER, "walikota")


def raised(level: int, was: int, by: User, minutes: float = 0) -> StageChange:
    return decide(Ruling(level, "Air naik di hulu", was), by=by, at=after(minutes))


def messages() -> list[bytes]:
    return [bytes(each.body) for each in StageMessage.objects.order_by("pk")]


def test_accepting_a_proposal_changes_the_stage_and_sends_the_message_in_one_act(
    water: Water, mayor: User
) -> None:
    water.cm = 210
    look(0)
    proposal = StageProposal.objects.get()
    change = decide(Ruling(3, "Air naik di hulu", 1, proposal), by=mayor, at=after(1))
    proposal.refresh_from_db()
    assert (proposal.outcome, proposal.settled_by) == (Outcome.ACCEPTED, mayor)
    told, message = Entry.objects.get(kind="stage.changed"), change.messages.get()
    assert told.particulars == {
        "was": 1, "level": 3, "proposal": proposal.pk, "message": message.pk,
        "digest": message.digest,
    }  # fmt: skip
    assert told.by_id == mayor.pk
    with statements() as asked:
        now = tile(after(2))
    assert (now.level, now.change, len(asked)) == (3, change, 3)
    assert tile(NIGHT).level == 1


def test_only_who_may_decides_and_only_with_a_reason_and_what_was_shown(mayor: User) -> None:
    operator = user("alice", Role.OPERATOR, "setda")
    for ruling, who, refusal in (
        (Ruling(3, "Ya", 1), operator, NoSuchStage),
        (Ruling(9, "Ya", 1), mayor, NoSuchStage),
        (Ruling(3, " ", 1), mayor, WordsMissing),
        (Ruling(1, "Ya", 1), mayor, SameStage),
        (Ruling(3, "Ya", 2), mayor, StageMoved),
    ):
        with pytest.raises(refusal), transaction.atomic():
            decide(ruling, by=who, at=NIGHT)
    assert not StageChange.objects.exists()
    assert not StageMessage.objects.exists()


def test_what_was_answered_is_not_answered_twice_and_what_goes_further_stays_open(
    water: Water, mayor: User
) -> None:
    for minute, cm in enumerate((210, 320)):
        water.cm = cm
        look(minute)
    third, fourth = StageProposal.objects.order_by("level")
    decide(Ruling(3, "Dulu", 1, third), by=mayor, at=after(2))
    assert open_levels() == [4]
    refuse(fourth, "Belum perlu", by=mayor, at=after(3))
    for answer in (Ruling(4, "Ya", 3, fourth), Ruling(2, "Turun", 3, third)):
        with pytest.raises(ProposalSettled), transaction.atomic():
            decide(answer, by=mayor, at=after(4))


def test_messages_name_those_before_them_and_are_read_as_what_holds(mayor: User) -> None:
    raised(3, 1, mayor)
    raised(4, 3, mayor, 10)
    raised(1, 4, mayor, 60)
    told = [read(body) for body in messages()]
    assert [one.faults for one in told] == [(), (), ()]
    alerts = [one.alert for one in told]
    assert [each for one in alerts for each in judge(one, at=after(61))] == []
    assert [one.type for one in alerts] == list(MessageType)[:3]
    named = [[each.identifier for each in one.references] for one in alerts]
    assert named == [[], [alerts[0].identifier], [one.identifier for one in alerts[:2]]]
    assert [one.identifier for one in standing(alerts[:2], at=after(11))] == [alerts[1].identifier]
    assert standing(alerts, at=after(61)) == ()
    info = alerts[0].said_in("en")
    assert info is not None
    assert info.instruction == "Pack a bag."
    assert "Air naik di hulu" in info.description
    assert "Wali" in info.description
    assert info.areas[0].polygons
    assert alerts[0].status is Status.ACTUAL


def test_a_changed_message_or_another_citys_key_is_found_out(mayor: User) -> None:
    raised(3, 1, mayor)
    (body,) = messages()
    pem = certificate_in(body)
    assert b"Air naik di hulu" in check(body, pem)
    assert len(fingerprint(pem)) == 64
    for wrong in (body.replace(b"Air naik", b"Air surut"), body.replace(b"Pack a", b"Hide a")):
        with pytest.raises(NotSigned):
            check(wrong, pem)
    with pytest.raises(NotSigned):
        check(body, key_pair("tetangga", "Kota Tetangga", at=NIGHT).certificate)
    with pytest.raises(NotSigned):
        certificate_in(b"<alert/>")


def test_a_message_is_renewed_before_it_ends_and_never_twice(mayor: User) -> None:
    change = raised(3, 1, mayor)
    assert renew_message(at=after(60)) == 0
    late = NIGHT + timedelta(hours=23)
    assert (renew_message(at=late), renew_message(at=late)) == (1, 0)
    first, second = (read(body).alert for body in messages())
    assert second.type is MessageType.UPDATE
    assert [each.identifier for each in second.references] == [first.identifier]
    assert StageMessage.objects.filter(change=change).count() == 2
    assert StageChange.objects.count() == 1


def test_in_a_drill_every_message_says_that_it_is_an_exercise(
    mayor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(current().tenant, "drill_of_id", 1)
    raised(3, 1, mayor)
    alert = read(messages()[0]).alert
    assert (alert.status, alert.note) == (Status.EXERCISE, "LATIHAN / DRILL")
    assert "DRILL" in alert.infos[1].headline


def test_whoever_has_a_message_checks_it_without_this_installation(
    mayor: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raised(3, 1, mayor)
    (body,) = messages()
    kept, spoilt, pem = (tmp_path / name for name in ("m.xml", "s.xml", "kunci.pem"))
    kept.write_bytes(body)
    spoilt.write_bytes(body.replace(b"Air naik", b"Air surut"))
    pem.write_bytes(certificate_in(body))
    line = ["cap", "verify", str(kept), "--certificate", str(pem)]
    assert main(line) == 0
    assert fingerprint(pem.read_bytes()) in capsys.readouterr().out
    assert main(["cap", "verify", str(spoilt)]) == 1
    assert "no valid signature" in capsys.readouterr().out
    assert main(["cap", "verify", str(tmp_path / "none.xml")]) == 1


def test_the_database_itself_keeps_the_history_as_it_was_written(mayor: User) -> None:
    change = raised(3, 1, mayor)
    for spoil in (
        lambda: StageChange.objects.filter(pk=change.pk).update(reason="Lain"),
        lambda: StageMessage.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            spoil()
