"""A matter at a council group's door: brought, verified in time, decided, told; nobody else's."""

from datetime import timedelta

import pytest

from kentongan.casework.models import Case
from kentongan.catalogue.models import DeadlineRule
from kentongan.council.bringing import Brought, bring
from kentongan.council.deciding import (
    Decided,
    MeetingAhead,
    NoDecision,
    StillUndecided,
    call,
    close,
    decide,
)
from kentongan.council.grouping import NotCouncilStaff, ServesAnother, found, place
from kentongan.council.holding import NoGroup, NoSuchMatter, NoSuchMeeting, OutOfTurn, Said
from kentongan.council.models import Group, Item, Matter, Remark
from kentongan.council.verifying import remark, tell, verify
from kentongan.intake.locating import NoPlace
from kentongan.intake.models import Channel
from kentongan.intake.report import Person
from kentongan.journal.models import Entry
from kentongan.people.models import Role, User
from kentongan.toolbox.snapshots import forget_all
from tests.casework.test_story import FRIDAY, user
from tests.conftest import moment

pytestmark = pytest.mark.usefixtures("city")
LATER = FRIDAY + timedelta(days=4)
SITI = Person("Siti", phone="+6281234567890")
Way = Matter.Way


def staff(name: str, group: str) -> User:
    made = user(name, Role.COUNCIL, "setda")
    place(made, found(group, group.title(), by=None, at=FRIDAY), by=None, at=FRIDAY)
    return made


@pytest.fixture
def red() -> User:
    return staff("rani", "merah")


@pytest.fixture
def blue() -> User:
    return staff("budi", "biru")


def brought(by: User, words: str = "Posyandu kami bocor", **more: str) -> Matter:
    told = {"person": SITI, "kelurahan": "99.71.01.1001", **more}
    return bring(Brought(words, **told), by=by, at=FRIDAY)  # type: ignore[arg-type]


def on_agenda(by: User) -> Item:
    matter = verify(brought(by), by=by, at=LATER)
    return call(LATER, by=by, at=LATER).items.get(matter=matter)


def decided(item: Item, decision: str, by: User, **more: str) -> Item:
    return decide(item, Decided(decision, "Sudah dibahas", **more), by=by, at=LATER)


def test_a_matter_is_kept_with_its_own_promise(red: User) -> None:
    DeadlineRule.objects.create(
        binds="verify", matter="public_room", amount=6, unit="working_days",
        source="Ruang Rakyat", valid_from=moment("2020-01-01 00:00").date(),
    )  # fmt: skip
    forget_all()
    matter = brought(red)
    assert matter.title == "Posyandu kami bocor"
    # Six working days from Friday 13 March 2026; 18 to 24 March are holidays and joint leave.
    assert matter.verify_by == moment("2026-03-30 16:00")
    assert matter.derivation["amount"] == 6


def test_no_group_sees_anothers_and_the_city_sees_none(red: User, blue: User) -> None:
    matter = brought(red)
    with pytest.raises(NoSuchMatter):
        verify(matter, by=blue, at=LATER)
    with pytest.raises(NoSuchMatter):
        remark(matter, "Apa ini?", by=blue, at=LATER)
    for role in (Role.OPERATOR, Role.LEADER, Role.ADMINISTRATOR):
        with pytest.raises(NoGroup):
            verify(matter, by=user(f"x-{role}", role, "setda"), at=LATER)
    item = on_agenda(red)
    with pytest.raises(NoSuchMeeting):
        decided(item, "declined", blue)


def test_handed_to_the_city_it_becomes_a_case_in_the_persons_own_name(red: User) -> None:
    item = decided(on_agenda(red), "to_the_city", red, service_code="PJU-01")
    case = Case.objects.get()
    told = item.matter.service_request
    assert told is not None
    assert (case.channel, told.channel) == (Channel.PUBLIC_ROOM, Channel.PUBLIC_ROOM)
    assert told.reporter.phone == SITI.phone
    assert item.matter.stage == Matter.Stage.DECIDED
    assert tell(item.matter, by=red, at=LATER).stage == Matter.Stage.TOLD


def test_an_aspiration_stays_with_the_group(red: User) -> None:
    item = decided(on_agenda(red), "aspiration", red)
    assert not Case.objects.exists()
    assert Matter.objects.get(pk=item.matter_id).stage == Matter.Stage.DECIDED


def test_what_is_postponed_stands_on_the_next_agenda(red: User) -> None:
    item = decided(on_agenda(red), "postponed", red)
    close(item.meeting, by=red, at=LATER)
    again = call(LATER + timedelta(days=7), by=red, at=LATER)
    assert list(again.items.values_list("matter_id", flat=True)) == [item.matter_id]


def test_what_is_verified_while_a_meeting_is_ahead_comes_onto_it(red: User) -> None:
    meeting = call(LATER, by=red, at=FRIDAY)
    matter = verify(brought(red), by=red, at=FRIDAY)
    assert meeting.items.get().matter == matter


def test_a_meeting_is_closed_only_when_all_is_decided_and_only_one_is_ahead(red: User) -> None:
    item = on_agenda(red)
    with pytest.raises(StillUndecided):
        close(item.meeting, by=red, at=LATER)
    with pytest.raises(MeetingAhead):
        call(LATER, by=red, at=LATER)


def test_a_decision_needs_a_reason_a_choice_and_for_the_city_a_place(red: User) -> None:
    item = on_agenda(red)
    with pytest.raises(Said):
        decide(item, Decided("declined", " "), by=red, at=LATER)
    with pytest.raises(NoDecision):
        decide(item, Decided("maybe", "Entah"), by=red, at=LATER)
    Matter.objects.update(jurisdiction=None)
    with pytest.raises(NoPlace):
        decided(Item.objects.get(), "to_the_city", red, service_code="PJU-01")
    assert not Item.objects.get().decision


def test_nothing_is_done_twice(red: User) -> None:
    item = decided(on_agenda(red), "declined", red)
    with pytest.raises(OutOfTurn):
        decided(item, "aspiration", red)
    with pytest.raises(OutOfTurn):
        verify(item.matter, by=red, at=LATER)
    tell(item.matter, by=red, at=LATER)
    with pytest.raises(OutOfTurn):
        tell(item.matter, by=red, at=LATER)


def test_notes_are_the_groups_own_and_the_journal_holds_no_word_of_them(red: User) -> None:
    matter = brought(red)
    remark(matter, "Warga ini kader kita", by=red, at=LATER)
    assert Remark.objects.get().text == "Warga ini kader kita"
    told = " ".join(str(entry.particulars) for entry in Entry.objects.all())
    assert "kader" not in told
    assert "bocor" not in told


def test_nobody_serves_two_groups_or_the_city_and_a_group(red: User) -> None:
    group, other = Group.objects.get(slug="merah"), found("biru", "Biru", by=None, at=FRIDAY)
    operator = user("op", Role.OPERATOR, "setda")
    with pytest.raises(ServesAnother):
        place(red, other, by=None, at=FRIDAY)
    with pytest.raises(NotCouncilStaff):
        place(operator, group, by=None, at=FRIDAY)
