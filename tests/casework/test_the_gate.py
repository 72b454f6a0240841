"""At the gate nothing is deleted: refused and objected to, sent elsewhere, set aside, overseen."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from kentongan.casework.asking import ask
from kentongan.casework.closing import OFFERED, Reason, refuse
from kentongan.casework.correcting import correct
from kentongan.casework.forwarding import forward
from kentongan.casework.history import history
from kentongan.casework.holding import NoSuchCase
from kentongan.casework.models import Case, Disposition, Objection
from kentongan.casework.noting import note
from kentongan.casework.objecting import (
    AlreadyDecided,
    AlreadyObjected,
    NothingToObject,
    ObjectedTooLate,
    OwnRefusal,
    decide,
    object_to,
)
from kentongan.casework.opening import take_in
from kentongan.casework.overseeing import AlreadyOverseen, ForTheInspectorate, oversee
from kentongan.casework.reaching import reaches
from kentongan.casework.referring import NoLongerFollowed, NotAhead, conclude, follow_up, refer
from kentongan.casework.reopening import reopen
from kentongan.casework.setting_aside import set_aside
from kentongan.casework.verifying import NeverPublic, verify
from kentongan.catalogue.shelf import shelf
from kentongan.intake.models import Channel
from kentongan.intake.report import Report
from kentongan.journal.models import Entry
from kentongan.people.models import Membership, Role, User
from kentongan.people.permissions import Act
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point
from tests.conftest import moment

pytestmark = pytest.mark.usefixtures("city")
FRIDAY = moment("2026-03-13 09:00")
DAY = timedelta(days=1)
LATER = FRIDAY + DAY
IN_MAWAR = Point(-6.1912, 106.6121)
Make = Callable[[str, Role, str], User]


def user(name: str, role: Role, unit: str) -> User:
    made = User.objects.add(name, name.title(), None)
    Membership.objects.create(user=made, unit=directory().unit_by_code[unit], role=role)
    return made


@pytest.fixture
def alice(city: object) -> User:
    return user("alice", Role.OPERATOR, "setda")


@pytest.fixture
def other(city: object) -> User:
    return user("beni", Role.OPERATOR, "setda")


@pytest.fixture
def inspector(city: object) -> User:
    return user("ina", Role.OFFICER, "inspektorat")


def lamp(words: str = "Lampu jalan depan pasar padam") -> Case:
    report = Report("PJU-01", words, Channel.WEB, point=IN_MAWAR)
    return take_in(report, at=FRIDAY).filing.case


def refused(by: User) -> Case:
    case = lamp()
    refuse(case, Reason.UNFOUNDED, "Lampu menyala.", by=by, at=FRIDAY)
    return case


def kinds(case: Case) -> list[str]:
    entries = Entry.objects.filter(about="case", about_id=case.pk).order_by("pk")
    return list(entries.values_list("kind", flat=True))


def voice(case: Case) -> object:
    return case.filings.get().service_request


def test_an_objection_to_a_refusal_is_decided_by_somebody_else(alice: User, other: User) -> None:
    case = refused(alice)
    objection = object_to(voice(case), "Masih padam.", at=LATER)
    with pytest.raises(OwnRefusal):
        decide(objection, is_upheld=True, answer="Benar.", by=alice, at=LATER)
    decide(objection, is_upheld=True, answer="Kami periksa lagi.", by=other, at=LATER)
    case.refresh_from_db()
    assert case.is_open
    assert kinds(case)[-3:] == ["case.objected", "case.objection_decided", "case.reopened"]
    reopened = Entry.objects.get(kind="case.reopened", about_id=case.pk)
    assert reopened.particulars["was_outcome"] == "refused"


def test_a_rejected_objection_leaves_the_case_closed_and_is_answered(
    alice: User, other: User
) -> None:
    case = refused(alice)
    objection = object_to(voice(case), "Masih padam.", at=LATER)
    decide(objection, is_upheld=False, answer="Kami sudah ke sana.", by=other, at=LATER)
    case.refresh_from_db()
    assert case.outcome == "refused"
    told = [(event.kind, event.said, event.detail) for event in history(case)]
    assert ("case.objection_decided", "Kami sudah ke sana.", "false") in told
    with pytest.raises(AlreadyDecided):
        decide(objection, is_upheld=True, answer="Eh.", by=other, at=LATER)


def test_a_refusal_is_objected_to_once_and_in_time(alice: User, other: User) -> None:
    case = refused(alice)
    with pytest.raises(ObjectedTooLate):
        object_to(voice(case), "Lupa.", at=FRIDAY + timedelta(days=30, seconds=1))
    object_to(voice(case), "Masih padam.", at=FRIDAY + timedelta(days=30))
    with pytest.raises(AlreadyObjected):
        object_to(voice(case), "Sungguh.", at=FRIDAY + timedelta(days=30))


def test_every_refusal_can_be_objected_to_anew(alice: User, other: User) -> None:
    case = refused(alice)
    first = object_to(voice(case), "Masih padam.", at=LATER)
    decide(first, is_upheld=True, answer="Baik.", by=other, at=LATER)
    refuse(case, Reason.UNFOUNDED, "Tetap menyala.", by=other, at=LATER)
    second = object_to(voice(case), "Tidak.", at=LATER)
    decide(second, is_upheld=False, answer="Menyala.", by=alice, at=LATER)
    assert Objection.objects.filter(disposition__case=case).count() == 2


def test_what_was_not_refused_cannot_be_objected_to(alice: User) -> None:
    case = lamp()
    with pytest.raises(NothingToObject):
        object_to(voice(case), "Lama.", at=LATER)
    set_aside(case, "Iklan pinjaman.", by=alice, at=FRIDAY)
    with pytest.raises(NothingToObject):
        object_to(voice(case), "Bukan iklan.", at=LATER)


def test_an_incomplete_report_becomes_a_question_and_no_refusal(alice: User) -> None:
    assert Reason.INCOMPLETE not in OFFERED
    case = lamp()
    ask(case, "Di depan pasar yang mana?", by=alice, at=FRIDAY)
    asked = Entry.objects.get(kind="case.reporter_asked", about_id=case.pk)
    assert asked.particulars["channel"] == Channel.WEB


def test_not_our_authority_ends_the_case_and_stays_followed(alice: User) -> None:
    case, until = lamp(), date(2026, 4, 1)
    told = ("PLN UP3", "Jalan Contoh 2", "Tiang itu milik PLN.")
    referral = refer(case, *told, until, by=alice, at=FRIDAY)
    case.refresh_from_db()
    assert (case.outcome, case.is_open) == ("referred", False)
    follow_up(referral, "Ditelepon, masih antre.", date(2026, 4, 9), by=alice, at=LATER)
    referral.refresh_from_db()
    assert referral.ask_again_on == date(2026, 4, 9)
    conclude(referral, "Sudah diganti.", their_reference="PLN-7", by=alice, at=LATER + DAY)
    with pytest.raises(NoLongerFollowed):
        follow_up(referral, "Lagi.", date(2026, 5, 1), by=alice, at=LATER)
    gate = [(e.kind, e.said, e.detail) for e in history(case) if "refer" in e.kind]
    assert gate == [
        ("case.referred", "Tiang itu milik PLN.", "PLN UP3\nJalan Contoh 2"),
        ("case.referral_followed", "Ditelepon, masih antre.", ""),
        ("case.referral_concluded", "Sudah diganti.", ""),
    ]


def test_they_are_asked_again_on_a_day_that_is_still_to_come(alice: User) -> None:
    with pytest.raises(NotAhead):
        refer(lamp(), "PLN", "Jalan 2", "Milik PLN.", FRIDAY.date(), by=alice, at=FRIDAY)


def test_spam_is_set_aside_counted_and_restored(alice: User) -> None:
    case = lamp("Pinjaman cepat cair")
    set_aside(case, "Iklan.", by=alice, at=FRIDAY)
    assert Disposition.objects.filter(outcome="set_aside").count() == 1
    reopen(case, "Ternyata bukan iklan.", by=alice, at=LATER)
    case.refresh_from_db()
    assert case.is_open
    assert case.words == "Pinjaman cepat cair"


def test_only_the_inspectorate_reaches_a_matter_of_oversight(alice: User, inspector: User) -> None:
    everybody = [
        alice,
        user("bob", Role.OFFICER, "dishub"),
        user("kadis", Role.HEAD, "dishub"),
        user("lurah", Role.HEAD, "99.71.01.1001"),
        user("wali", Role.LEADER, "walikota"),
        user("admin", Role.ADMINISTRATOR, "setda"),
    ]
    case = lamp()
    verify(case, is_public=True, public_words="Lampu padam", by=alice, at=FRIDAY)
    oversee(case, "Petugas minta uang.", by=alice, at=FRIDAY)
    case.refresh_from_db()
    assert (case.unit.code, case.is_public, case.public_words) == ("inspektorat", False, "")
    for person in everybody:
        for act in Act:
            assert not reaches(person, act, case)
            assert not Case.objects.reachable_by(person, act).filter(pk=case.pk).exists()
    assert reaches(inspector, Act.VERIFY, case)
    assert Case.objects.reachable_by(inspector, Act.VERIFY).get() == case
    with pytest.raises(NoSuchCase):
        note(case, "Lihat dong.", by=everybody[-1], at=LATER)


def test_the_inspectorate_reaches_nothing_else(inspector: User) -> None:
    case = lamp()
    assert not reaches(inspector, Act.SEE, case)
    assert not Case.objects.reachable_by(inspector).exists()


def test_a_matter_of_oversight_is_so_from_the_start_and_never_public(inspector: User) -> None:
    kind = shelf().by_code["KTP-01"]
    type(kind).objects.filter(pk=kind.pk).update(matter="oversight")
    kind.matter = "oversight"  # as the shelf will hold it
    try:
        report = Report("KTP-01", "Diminta uang di loket", Channel.WEB, point=IN_MAWAR)
        case = take_in(report, at=FRIDAY).filing.case
    finally:
        kind.matter = "ordinary"
    assert case.is_oversight
    assert case.unit.code == "inspektorat"
    with pytest.raises(NeverPublic):
        verify(case, is_public=True, public_words="", by=inspector, at=FRIDAY)
    verify(case, is_public=False, public_words="", by=inspector, at=FRIDAY)


def test_what_the_journal_says_of_oversight_names_no_place_unit_or_type(alice: User) -> None:
    case = lamp()
    oversee(case, "Petugas minta uang.", by=alice, at=FRIDAY)
    told = Entry.objects.get(kind="case.overseen").particulars
    assert (told["service_type"], told["unit"]) == (0, 0)
    assert told["jurisdiction"] == directory().city.pk
    assert "minta" not in str(told)


def test_a_matter_of_oversight_stays_with_the_inspectorate(alice: User, inspector: User) -> None:
    case, units = lamp(), directory().unit_by_code
    with pytest.raises(ForTheInspectorate):
        forward(case, units["inspektorat"], "Pungli.", by=alice, at=FRIDAY)
    oversee(case, "Pungli.", by=alice, at=FRIDAY)
    with pytest.raises(AlreadyOverseen):
        oversee(case, "Pungli.", by=inspector, at=FRIDAY)
    with pytest.raises(ForTheInspectorate):
        forward(case, units["dishub"], "Bukan.", by=inspector, at=FRIDAY)
    place = directory().by_code["99.71.02.1001"]
    correct(case, shelf().by_code["SPH-01"], place, by=inspector, at=FRIDAY)
    case.refresh_from_db()
    assert (case.unit.code, case.is_oversight) == ("inspektorat", True)
