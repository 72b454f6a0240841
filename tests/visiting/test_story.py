"""A visit from the plan to the way home: whose cases, in which order, and what was found there."""

from datetime import timedelta

import pytest

from kentongan.casework.claiming import claim
from kentongan.casework.history import history
from kentongan.casework.holding import NoSuchCase, WordsMissing
from kentongan.casework.listing import Wanted
from kentongan.casework.models import Case, Verdict
from kentongan.casework.overseeing import oversee
from kentongan.casework.verifying import verify
from kentongan.journal.models import Entry
from kentongan.people.models import Role, User
from kentongan.toolbox.geometry import Point
from kentongan.visiting.arranging import NoSuchPurpose, arrange, shorten, take_out
from kentongan.visiting.going import NoStops, NotSetOut, SetOutAlready, call_off, end, set_out
from kentongan.visiting.holding import (
    AlreadyTold,
    NoSuchStop,
    NoSuchVisit,
    VisitOver,
    stops_for,
    visits_of,
)
from kentongan.visiting.models import Stop, Visit
from kentongan.visiting.offering import offers, planned_elsewhere
from kentongan.visiting.planning import (
    MOST_STOPS,
    DayGone,
    NothingToAdd,
    NotOfTheUnit,
    Plan,
    TooManyStops,
    add,
    plan,
)
from kentongan.visiting.remembering import visits_to
from kentongan.visiting.telling import Found, NoOutcome, tell
from tests.casework.test_story import FRIDAY, lamp, user

pytestmark = pytest.mark.usefixtures("city")
MAWAR = "99.71.01.1001"
Outcome, Purpose = Stop.Outcome, Stop.Purpose
THERE = Point(-6.1912, 106.6121)


@pytest.fixture
def lurah() -> User:
    return user("lina", Role.HEAD, MAWAR)


@pytest.fixture
def charlie() -> User:
    return user("charlie", Role.HEAD, "99.71.02.1001")


@pytest.fixture
def visit(lurah: User) -> Visit:
    return plan(Plan(FRIDAY.date(), note="Bawa tangga"), by=lurah, at=FRIDAY)


def under_way(visit: Visit, case: Case, by: User) -> Stop:
    (stop,) = add(visit, [case], by=by, at=FRIDAY)
    set_out(visit, by=by, at=FRIDAY)
    return stop


def kinds(about: str) -> list[str]:
    return list(Entry.objects.filter(about=about).order_by("id").values_list("kind", flat=True))


def test_a_visit_goes_from_the_plan_to_the_way_home_and_every_step_is_journalled(
    lurah: User, visit: Visit
) -> None:
    one, two = lamp(), lamp()
    first, second = add(visit, [one, two, one], by=lurah, at=FRIDAY)
    arrange(visit, [second.pk], {first.pk: Purpose.SPEAK}, by=lurah, at=FRIDAY)
    assert [stop.case_id for stop in stops_for(visit, lurah)] == [two.pk, one.pk]
    shorten(visit, by=lurah, at=FRIDAY)
    set_out(visit, by=lurah, at=FRIDAY)
    told = tell(second, Found(Outcome.AS_TOLD, "Padam", THERE), by=lurah, at=FRIDAY)
    assert (told.lat, told.lon, told.told_by) == (*THERE, lurah)
    end(visit, by=lurah, at=FRIDAY)
    assert kinds("visit") == [
        "visit.planned",
        "visit.stops_added",
        "visit.arranged",
        "visit.shortened",
        "visit.started",
        "visit.ended",
    ]
    entry = Entry.objects.get(kind="case.visited")
    assert entry.particulars["outcome"] == "as_told"
    assert entry.particulars["visit"] == visit.pk
    assert "Padam" not in str(entry.particulars)
    assert Entry.objects.get(kind="visit.ended").particulars["left"] == 1


def test_what_was_found_stands_in_the_history_for_those_at_work_alone(
    lurah: User, visit: Visit
) -> None:
    case = lamp()
    tell(under_way(visit, case, lurah), Found(Outcome.AS_TOLD, "Padam"), by=lurah, at=FRIDAY)
    told = next(e for e in history(case, visits_to(case)) if e.kind == "case.visited")
    assert (told.said, told.detail, told.who) == ("Padam", "as_told", lurah.pk)
    assert "case.visited" not in {event.kind for event in history(case)}


def test_a_stop_at_a_claim_is_there_to_check_it_and_decides_nothing_by_itself(
    lurah: User, visit: Visit
) -> None:
    case, bob = lamp(), user("bob", Role.OFFICER, "dishub")
    alice = user("alice", Role.OPERATOR, "setda")
    verify(case, is_public=False, public_words="", by=alice, at=FRIDAY)
    claim(case, "Sudah diganti", by=bob, at=FRIDAY)
    case.refresh_from_db()
    stop = under_way(visit, case, lurah)
    assert stop.purpose == Purpose.CHECK
    tell(stop, Found(Outcome.AS_TOLD), by=lurah, at=FRIDAY)
    case.refresh_from_db()
    assert case.is_open
    assert not Verdict.objects.exists()


def test_what_was_not_reached_is_offered_first_the_next_time_until_it_is_planned(
    lurah: User, visit: Visit
) -> None:
    early, late = lamp(), lamp()
    Case.objects.filter(pk=late.pk).update(due_at=FRIDAY + timedelta(days=30))
    add(visit, [late], by=lurah, at=FRIDAY)
    shown, _more = offers(visit, Wanted(), by=lurah, at=FRIDAY)
    assert [offer.id for offer in shown] == [early.pk]
    set_out(visit, by=lurah, at=FRIDAY)
    end(visit, by=lurah, at=FRIDAY)
    again = plan(Plan(FRIDAY.date()), by=lurah, at=FRIDAY)
    shown, more = offers(again, Wanted(), by=lurah, at=FRIDAY)
    assert [(offer.id, offer.is_left) for offer in shown] == [(late.pk, True), (early.pk, False)]
    assert not more
    add(again, [late], by=lurah, at=FRIDAY)
    assert not Stop.objects.filter(is_left=True).exists()
    third = plan(Plan(FRIDAY.date()), by=lurah, at=FRIDAY)
    assert planned_elsewhere(third, [late.pk, early.pk]) == {late.pk: again}


def test_offers_are_narrowed_by_when_they_are_due(lurah: User, visit: Visit) -> None:
    case = lamp()
    for due, is_offered in (("late", False), ("day", True), ("", True)):
        Case.objects.filter(pk=case.pk).update(due_at=FRIDAY + timedelta(hours=5))
        shown, _more = offers(visit, Wanted(), due, by=lurah, at=FRIDAY)
        assert bool(shown) is is_offered


def test_nobody_else_finds_the_visit_and_nobody_plans_what_they_cannot_reach(
    lurah: User, charlie: User, visit: Visit
) -> None:
    case = lamp()
    assert not visits_of(charlie).exists()
    with pytest.raises(NoSuchVisit):
        add(visit, [case], by=charlie, at=FRIDAY)
    own = plan(Plan(FRIDAY.date()), by=charlie, at=FRIDAY)
    with pytest.raises(NothingToAdd):
        add(own, [case], by=charlie, at=FRIDAY)
    with pytest.raises(NoSuchVisit):
        plan(Plan(FRIDAY.date(), unit=visit.unit_id), by=charlie, at=FRIDAY)
    with pytest.raises(NoSuchVisit):
        plan(Plan(FRIDAY.date()), by=user("rani", Role.COUNCIL, "setda"), at=FRIDAY)


def test_a_matter_of_oversight_leaves_every_visit_of_others_unseen(
    lurah: User, visit: Visit
) -> None:
    case = lamp()
    stop = under_way(visit, case, lurah)
    oversee(case, "Tentang pegawai", by=lurah, at=FRIDAY)
    assert stops_for(visit, lurah) == []
    with pytest.raises(NoSuchCase):
        tell(stop, Found(Outcome.AS_TOLD), by=lurah, at=FRIDAY)
    again = plan(Plan(FRIDAY.date()), by=lurah, at=FRIDAY)
    with pytest.raises(NothingToAdd):
        add(again, [case], by=lurah, at=FRIDAY)


def test_a_visit_is_planned_ahead_and_with_the_units_own_people(lurah: User, charlie: User) -> None:
    mate = user("maman", Role.OFFICER, MAWAR)
    both = plan(Plan(FRIDAY.date(), (lurah.pk, mate.pk)), by=lurah, at=FRIDAY)
    assert both.goers.count() == 2
    with pytest.raises(DayGone):
        plan(Plan(FRIDAY.date() - timedelta(days=1)), by=lurah, at=FRIDAY)
    with pytest.raises(NotOfTheUnit):
        plan(Plan(FRIDAY.date(), (charlie.pk,)), by=lurah, at=FRIDAY)


def test_a_visit_has_at_most_forty_stops(lurah: User, visit: Visit) -> None:
    first = lamp()
    cases = [first]
    for number in range(MOST_STOPS):
        cases.append(Case.objects.get(pk=first.pk))
        cases[-1].pk, cases[-1].reference = None, f"KC9{number:05}"
        cases[-1].save(force_insert=True)
    with pytest.raises(TooManyStops):
        add(visit, cases, by=lurah, at=FRIDAY)
    assert len(add(visit, cases[:MOST_STOPS], by=lurah, at=FRIDAY)) == MOST_STOPS


def test_a_stop_is_told_of_once_after_setting_out_and_says_what_was_different(
    lurah: User, visit: Visit
) -> None:
    (stop,) = add(visit, [lamp()], by=lurah, at=FRIDAY)
    with pytest.raises(NotSetOut):
        tell(stop, Found(Outcome.AS_TOLD), by=lurah, at=FRIDAY)
    set_out(visit, by=lurah, at=FRIDAY)
    with pytest.raises(SetOutAlready):
        set_out(visit, by=lurah, at=FRIDAY)
    with pytest.raises(NoOutcome):
        tell(stop, Found("bagus"), by=lurah, at=FRIDAY)
    for outcome in Stop.NEEDS_WORDS:
        with pytest.raises(WordsMissing):
            tell(stop, Found(outcome), by=lurah, at=FRIDAY)
    tell(stop, Found(Outcome.NOBODY), by=lurah, at=FRIDAY)
    with pytest.raises(AlreadyTold):
        tell(stop, Found(Outcome.AS_TOLD), by=lurah, at=FRIDAY)
    with pytest.raises(AlreadyTold):
        take_out(stop, by=lurah, at=FRIDAY)


def test_a_stop_taken_out_is_told_of_no_more(lurah: User, visit: Visit) -> None:
    stop, _other = add(visit, [lamp(), lamp()], by=lurah, at=FRIDAY)
    gone = Stop.objects.get(pk=stop.pk)
    take_out(stop, by=lurah, at=FRIDAY)
    set_out(visit, by=lurah, at=FRIDAY)
    with pytest.raises(NoSuchStop):
        take_out(gone, by=lurah, at=FRIDAY)
    with pytest.raises(NoSuchStop):
        tell(gone, Found(Outcome.AS_TOLD), by=lurah, at=FRIDAY)


def test_what_is_over_is_over(lurah: User, visit: Visit) -> None:
    with pytest.raises(NoStops):
        set_out(visit, by=lurah, at=FRIDAY)
    with pytest.raises(NotSetOut):
        end(visit, by=lurah, at=FRIDAY)
    with pytest.raises(NoSuchPurpose):
        arrange(visit, [], {1: "jalan-jalan"}, by=lurah, at=FRIDAY)
    with pytest.raises(WordsMissing):
        call_off(visit, " ", by=lurah, at=FRIDAY)
    over = call_off(visit, "Hujan lebat", by=lurah, at=FRIDAY)
    assert (over.is_called_off, over.is_ahead, over.reason) == (True, False, "Hujan lebat")
    with pytest.raises(VisitOver):
        add(visit, [lamp()], by=lurah, at=FRIDAY)
