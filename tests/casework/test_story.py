"""The main job at the level of the rooms: told, verified, assigned, answered, closed, reopened."""

from datetime import timedelta

import pytest

from kentongan.casework.answering import answer
from kentongan.casework.asking import ask, reply
from kentongan.casework.assigning import AlreadyAssigned, assign
from kentongan.casework.claiming import claim
from kentongan.casework.closing import Reason, refuse
from kentongan.casework.correcting import correct
from kentongan.casework.forwarding import forward
from kentongan.casework.history import history
from kentongan.casework.holding import AlreadyClosed, AlreadyVerified, NoSuchCase, NotVerified
from kentongan.casework.models import Case, Stage
from kentongan.casework.noting import note
from kentongan.casework.opening import take_in
from kentongan.casework.reopening import reopen
from kentongan.casework.verifying import verify
from kentongan.catalogue.shelf import shelf
from kentongan.intake.models import Channel
from kentongan.intake.report import Report
from kentongan.journal.models import Entry
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point
from tests.conftest import moment
from tests.settling import settle

pytestmark = pytest.mark.usefixtures("city")
FRIDAY = moment("2026-03-13 09:00")
IN_MAWAR = Point(-6.1912, 106.6121)


def user(name: str, role: Role, unit: str) -> User:
    made = User.objects.add(name, name.title(), None)
    Membership.objects.create(user=made, unit=directory().unit_by_code[unit], role=role)
    return made


def lamp(**other: object) -> Case:
    report = Report("PJU-01", "Lampu jalan depan pasar padam", Channel.WEB, point=IN_MAWAR, **other)
    return take_in(report, at=FRIDAY).filing.case


def test_a_report_becomes_a_case_of_the_unit_that_answers_for_it() -> None:
    case = lamp()
    assert case.unit.code == "dishub"
    assert case.jurisdiction.code == "99.71.01.1001"
    assert case.kecamatan.code == "99.71.01"
    assert case.stage == Stage.RECEIVED
    assert case.promised_at == moment("2026-03-27 15:30")


def test_who_has_a_case_is_not_given_it_twice_unless_there_is_something_new() -> None:
    operator = user("alice", Role.OPERATOR, "setda")
    officer, other = (user(name, Role.OFFICER, "dishub") for name in ("bob", "beni"))
    case = lamp()
    verify(case, is_public=False, public_words="", by=operator, at=FRIDAY)
    assign(case, officer, "Tolong dicek", by=operator, at=FRIDAY)
    for instruction in ("Tolong dicek", " "):
        with pytest.raises(AlreadyAssigned):
            assign(case, officer, instruction, by=operator, at=FRIDAY)
    assert case.assignments.count() == 1
    assign(case, officer, "Bawa tangga", by=operator, at=FRIDAY)
    assign(case, other, "", by=operator, at=FRIDAY)
    assign(case, officer, "", by=operator, at=FRIDAY)
    assert case.assignments.count() == 4


def test_a_case_goes_from_the_gate_to_its_end_and_every_step_is_journalled() -> None:
    operator = user("alice", Role.OPERATOR, "setda")
    officer = user("bob", Role.OFFICER, "dishub")
    case, later = lamp(), FRIDAY + timedelta(hours=1)
    verify(case, is_public=True, public_words="Lampu padam", by=operator, at=later)
    assign(case, officer, "Tolong dicek", by=operator, at=later)
    answer(case, "Regu berangkat sore ini.", by=officer, at=later)
    settle(case, "Lampu sudah diganti.", by=officer, at=later)
    case.refresh_from_db()
    assert (case.stage, case.outcome, case.is_open) == (Stage.CLOSED, "confirmed", False)
    kinds = list(Entry.objects.filter(about="case").order_by("id").values_list("kind", flat=True))
    assert kinds == [
        "case.opened",
        "case.verified",
        "case.assigned",
        "case.answered",
        "case.claimed",
        "case.confirmed",
    ]
    told = [event.kind for event in history(case)]
    assert told[0] == "case.filed"
    assert told[-2:] == ["case.claimed", "case.confirmed"]


def test_two_people_at_once_and_the_second_is_told() -> None:
    operator = user("alice", Role.OPERATOR, "setda")
    case = lamp()
    verify(case, is_public=False, public_words="", by=operator, at=FRIDAY)
    with pytest.raises(AlreadyVerified):
        verify(case, is_public=False, public_words="", by=operator, at=FRIDAY)


def test_what_is_not_verified_cannot_be_claimed() -> None:
    officer = user("bob", Role.OFFICER, "dishub")
    with pytest.raises(NotVerified):
        claim(lamp(), "Sudah", by=officer, at=FRIDAY)


def test_an_open_question_does_not_open_the_gate() -> None:
    admin = user("admin", Role.ADMINISTRATOR, "setda")
    case = lamp()
    ask(case, "Di tiang nomor berapa?", by=admin, at=FRIDAY)
    with pytest.raises(NotVerified):
        claim(case, "Sudah", by=admin, at=FRIDAY)


def test_a_stranger_s_case_does_not_exist() -> None:
    charlie = user("charlie", Role.OFFICER, "pupr")
    with pytest.raises(NoSuchCase):
        note(lamp(), "Halo", by=charlie, at=FRIDAY)


def test_a_question_is_answered_and_the_case_goes_back_to_where_it_stood() -> None:
    operator = user("alice", Role.OPERATOR, "setda")
    case = lamp()
    ask(case, "Di tiang nomor berapa?", by=operator, at=FRIDAY)
    case.refresh_from_db()
    assert case.stage == Stage.ASKED
    reply(case.filings.get().service_request, "Nomor 12", at=FRIDAY)
    case.refresh_from_db()
    assert case.stage == Stage.RECEIVED


def test_a_refusal_says_why_and_reopening_sets_the_clock_anew() -> None:
    operator = user("alice", Role.OPERATOR, "setda")
    case = lamp()
    refuse(case, Reason.NOT_OURS, "Ini wewenang PLN.", by=operator, at=FRIDAY)
    with pytest.raises(AlreadyClosed):
        refuse(case, Reason.NOT_OURS, "Lagi", by=operator, at=FRIDAY)
    later = moment("2026-06-01 09:00")
    reopen(case, "Ternyata wewenang kita.", by=operator, at=later)
    case.refresh_from_db()
    assert case.stage == Stage.RECEIVED
    assert case.due_at > later


def test_forwarding_and_correcting_move_the_case() -> None:
    operator = user("alice", Role.OPERATOR, "setda")
    case = lamp()
    forward(case, directory().unit_by_code["pupr"], "Salah alamat", by=operator, at=FRIDAY)
    case.refresh_from_db()
    assert case.unit.code == "pupr"
    place = directory().by_code["99.71.02.1002"]
    correct(case, shelf().find("BJR-01"), place, by=operator, at=FRIDAY)
    case.refresh_from_db()
    assert case.kecamatan.code == "99.71.02"
    assert case.due_at == FRIDAY + timedelta(hours=1)
    assert case.lat is None


@pytest.mark.parametrize(("role", "unit", "seen"), [
    (Role.HEAD, "99.71.01.1001", True),
    (Role.HEAD, "99.71.01", True),
    (Role.HEAD, "99.71.02", False),
    (Role.OFFICER, "dishub", True),
    (Role.LEADER, "walikota", True),
])  # fmt: skip
def test_each_role_sees_what_the_table_says(role: Role, unit: str, seen: bool) -> None:
    case = lamp()
    who = user("somebody", role, unit)
    assert Case.objects.reachable_by(who).filter(pk=case.pk).exists() is seen
