"""What people do to incidents by hand: open, join, take out, merge, split, close; all undone."""

from datetime import datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from kentongan.casework.holding import WordsMissing
from kentongan.casework.models import Case
from kentongan.casework.overseeing import oversee
from kentongan.incidents.closing import GoneIntoAnother, NoOutcome, StillOpen, close, reopen
from kentongan.incidents.dividing import AllChosen, NothingChosen, divide, reunite
from kentongan.incidents.holding import IncidentOver, NoSuchIncident
from kentongan.incidents.joining import (
    NoCaseToJoin,
    NotAWitness,
    NotForTheRoom,
    StandsElsewhere,
    StandsHere,
    join,
    take_out,
    witnesses_for,
)
from kentongan.incidents.merging import (
    MergedIntoItself,
    OtherKind,
    UndoneAlready,
    merge,
    part,
)
from kentongan.incidents.models import Incident, Merge, Split, Trace
from kentongan.incidents.opening import NoSuchKind, NotOnEarth, Opening, open_by_hand
from kentongan.incidents.standing import incidents_at, standing_of
from kentongan.incidents.telling import tile
from kentongan.incidents.writing_down import (
    NoSuchStep,
    NotTicked,
    TickedAlready,
    log,
    tick,
    untick,
)
from kentongan.intake.locating import OutsideCity
from kentongan.journal.models import Entry
from kentongan.people.models import Role, User
from kentongan.toolbox.geometry import Point
from tests.casework.test_story import FRIDAY, IN_MAWAR, user
from tests.committing import committed, two_operators
from tests.incidents.flooding import Told, group, load, tell
from tests.incidents.test_grouping import FAR, MINUTE, around

LATER = FRIDAY + timedelta(hours=1)


@pytest.fixture
def alice(city: object) -> User:
    load()
    return user("alice", Role.OPERATOR, "setda")


@pytest.fixture
def two(alice: User) -> list[Incident]:
    """Two floods three kilometres apart, with ten and five witnesses."""
    tell(around(10))
    tell(around(5, point=FAR))
    group(at=FRIDAY)
    return list(Incident.objects.order_by("pk"))


def count(incident: Incident, at: datetime = LATER) -> int:
    return standing_of(incident, at=at).witnesses


def codes(at: datetime) -> list[str]:
    return sorted(each.incident.code for each in incidents_at(at))


def kinds() -> list[str]:
    entries = Entry.objects.filter(about__in=("incident", "shift"))
    return list(entries.order_by("id").values_list("kind", flat=True))


def test_two_incidents_become_one_and_two_again_and_every_moment_is_remembered(
    alice: User, two: list[Incident]
) -> None:
    one, other = two
    merged = merge(other, one, by=alice, at=LATER)
    assert count(one) == 15
    tell([Told(LATER + MINUTE, FAR)])
    assert codes(LATER) == [one.code]
    assert part(merged, by=alice, at=LATER + 10 * MINUTE) == other
    at = LATER + 11 * MINUTE
    assert (count(one, at), count(other, at)) == (10, 5)
    assert codes(LATER - MINUTE) == codes(at) == [one.code, other.code]
    assert codes(LATER + 5 * MINUTE) == [one.code]
    assert count(one, LATER + 5 * MINUTE) == 15
    assert kinds()[-2:] == ["incident.merged", "incident.parted"]
    with pytest.raises(UndoneAlready):
        part(merged, by=alice, at=at)


def test_what_was_taken_out_of_a_merged_incident_stays_out_when_that_is_undone(
    alice: User, two: list[Incident]
) -> None:
    one, other = two
    case = Trace.objects.filter(incident=other).first().service_request.filing.case  # type: ignore[union-attr]
    merged = merge(other, one, by=alice, at=LATER)
    take_out(one, case, by=alice, at=LATER + MINUTE)
    part(merged, by=alice, at=LATER + 2 * MINUTE)
    assert count(other, LATER + 3 * MINUTE) == 4


def test_a_merge_is_refused_with_a_sentence(alice: User, two: list[Incident]) -> None:
    one, other = two
    dark = open_by_hand(Opening("gelap"), by=alice, at=FRIDAY)
    for into, refusal in ((one, MergedIntoItself), (dark, OtherKind)):
        with pytest.raises(refusal):
            merge(one, into, by=alice, at=LATER)
    merge(other, one, by=alice, at=LATER)
    with pytest.raises(IncidentOver):
        merge(other, one, by=alice, at=LATER)
    with pytest.raises(GoneIntoAnother):
        reopen(other, by=alice, at=LATER)
    assert tile(LATER).witnesses == 15


def test_one_incident_is_split_and_reunited(alice: User, two: list[Incident]) -> None:
    one, _other = two
    traces = list(one.traces.order_by("pk").values_list("pk", flat=True))
    with pytest.raises(NothingChosen):
        divide(one, [], by=alice, at=LATER)
    with pytest.raises(AllChosen):
        divide(one, traces, by=alice, at=LATER)
    split = divide(one, traces[:4], by=alice, at=LATER)
    assert (count(one), count(split.became)) == (6, 4)
    assert codes(LATER) == sorted([one.code, _other.code, split.became.code])
    reports = Trace.objects.filter(pk__in=traces[:4])
    assert split.became.opened_at == min(reports.values_list("at", flat=True)) < LATER
    assert divide(one, traces[:4], by=alice, at=LATER) == split  # pressed twice
    assert Split.objects.count() == 1
    reunite(split, by=alice, at=LATER + MINUTE)
    assert count(one, LATER + MINUTE) == 10
    assert split.became.code not in codes(LATER + MINUTE)
    with pytest.raises(UndoneAlready):
        reunite(split, by=alice, at=LATER + MINUTE)


def test_a_case_is_put_under_an_incident_and_taken_out_and_the_grouping_leaves_it(
    alice: User, two: list[Incident]
) -> None:
    one, other = two
    (late,) = tell([Told(FRIDAY + 500 * MINUTE, FAR, "Sampah menumpuk", "SPH-01")])
    at = FRIDAY + 501 * MINUTE
    join(one, late, by=alice, at=at)
    assert count(one, at) == 11
    with pytest.raises(StandsHere):
        join(one, late, by=alice, at=at)
    with pytest.raises(StandsElsewhere):
        join(other, late, by=alice, at=at)
    take_out(one, late, by=alice, at=at)
    with pytest.raises(NotAWitness):
        take_out(one, late, by=alice, at=at)
    first = Case.objects.order_by("pk")[0]
    take_out(one, first, by=alice, at=at)
    group(at=at)
    assert count(one, at) == 9
    join(one, first, by=alice, at=at)
    assert count(one, at) == 10


def test_what_is_for_the_inspectorate_is_listed_for_nobody_else(
    alice: User, two: list[Incident]
) -> None:
    one, other = two
    hidden, free = Case.objects.order_by("pk")[0], tell([Told(LATER, Point(-6.2, 106.61))])[0]
    oversee(hidden, "Tentang pegawai", by=alice, at=LATER)
    oversee(free, "Tentang pegawai", by=alice, at=LATER)
    assert len(witnesses_for(one, by=alice)) == 9
    with pytest.raises((NoCaseToJoin, NotForTheRoom)):
        join(other, free, by=alice, at=LATER)


def test_an_incident_opened_by_hand_draws_reports_to_itself(alice: User) -> None:
    incident = open_by_hand(Opening("banjir", "Tanggul jebol", IN_MAWAR), by=alice, at=FRIDAY)
    assert tile(FRIDAY).shown[0].witnesses == 0
    tell(around(2, first=1))
    group(at=FRIDAY)
    assert count(incident) == 2
    with pytest.raises(NoSuchKind):
        open_by_hand(Opening("gempa"), by=alice, at=FRIDAY)
    with pytest.raises(NotOnEarth):
        open_by_hand(Opening("banjir", point=Point(99, 0)), by=alice, at=FRIDAY)
    with pytest.raises(OutsideCity):
        open_by_hand(Opening("banjir", point=Point(0, 0)), by=alice, at=FRIDAY)


def test_what_is_pressed_twice_is_one_incident_and_one_line(alice: User) -> None:
    tanggul = Opening("banjir", "Tanggul jebol", IN_MAWAR)
    one = open_by_hand(tanggul, by=alice, at=FRIDAY)
    line = log(one, "Pompa mati", by=alice, at=FRIDAY)
    second = FRIDAY + timedelta(seconds=2)
    assert open_by_hand(tanggul, by=alice, at=second) == one
    assert open_by_hand(Opening("banjir", "Tanggul", IN_MAWAR), by=alice, at=second) == one
    assert log(one, " Pompa mati", by=alice, at=second) == line
    assert (codes(second), kinds()) == ([one.code], ["incident.opened", "incident.logged"])
    bob = user("bob", Role.OPERATOR, "setda")
    for opening, by in (
        (tanggul, bob),
        (Opening("gelap", "Tanggul jebol", IN_MAWAR), alice),
        (Opening("banjir", "Pasar"), alice),
        (Opening("banjir", "Terminal"), alice),
    ):
        assert open_by_hand(opening, by=by, at=second) != one
    assert log(one, "Pompa hidup", by=alice, at=second) != line
    assert log(one, "Pompa mati", by=alice, at=second) != line
    close(one, "none", "Salah", by=alice, at=second)
    assert open_by_hand(tanggul, by=alice, at=second + MINUTE) != one
    assert len(codes(second + MINUTE)) == 5


def test_an_incident_is_closed_with_its_outcome_and_opened_again(
    alice: User, two: list[Incident]
) -> None:
    one, _other = two
    with pytest.raises(NoOutcome):
        close(one, "surut", "Air surut", by=alice, at=LATER)
    with pytest.raises(WordsMissing):
        close(one, "over", " ", by=alice, at=LATER)
    with pytest.raises(StillOpen):
        reopen(one, by=alice, at=LATER)
    close(one, "over", "Air surut", by=alice, at=LATER)
    with pytest.raises(IncidentOver):
        close(one, "over", "Air surut", by=alice, at=LATER)
    tell([Told(LATER + MINUTE, IN_MAWAR)])
    group(at=LATER)
    assert one.code not in codes(LATER + MINUTE)
    reopen(one, by=alice, at=LATER + 5 * MINUTE)
    assert one.code in codes(LATER + 5 * MINUTE)
    assert one.code not in codes(LATER + 4 * MINUTE)
    assert count(one, LATER + 5 * MINUTE) == 10


def test_steps_are_ticked_once_and_put_back_and_the_log_is_written(
    alice: User, two: list[Incident]
) -> None:
    one, _other = two
    step = one.kind.steps.get(code="pompa")
    tick(one, step.pk, by=alice, at=LATER)
    with pytest.raises(TickedAlready):
        tick(one, step.pk, by=alice, at=LATER)
    untick(one, step.pk, by=alice, at=LATER)
    with pytest.raises(NotTicked):
        untick(one, step.pk, by=alice, at=LATER)
    with pytest.raises(NoSuchStep):
        tick(one, 10**6, by=alice, at=LATER)
    log(one, "Lurah sudah ditelepon", by=alice, at=LATER)
    assert kinds()[-3:] == ["incident.ticked", "incident.unticked", "incident.logged"]
    assert "Lurah" not in str(Entry.objects.get(kind="incident.logged").particulars)


def test_who_handles_no_incidents_finds_none(two: list[Incident]) -> None:
    bob = user("bob", Role.OFFICER, "dishub")
    with pytest.raises(NoSuchIncident):
        log(two[0], "Halo", by=bob, at=LATER)
    with pytest.raises(NoSuchIncident):
        merge(two[0], two[1], by=bob, at=LATER)


def test_of_two_who_merge_crosswise_at_once_one_is_told_that_it_is_done(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> None:
    made = ("incidents_kind", "intake_servicerequest", "people_user", "journal_entry")
    with committed(django_db_blocker, *made, "incidents_bookmark"):
        load()
        ani, budi = two_operators()
        with transaction.atomic():
            tell(around(4))
            tell(around(4, point=FAR))
        group(at=FRIDAY)
        one, other = Incident.objects.order_by("pk")
        city, start, came = connection.tenant, Barrier(2), []  # type: ignore[attr-defined]

        def try_it(first: Incident, second: Incident, who: User) -> None:
            connection.set_tenant(city)  # type: ignore[attr-defined]
            start.wait(10)
            try:
                merge(first, second, by=who, at=LATER)
                came.append("merged")
            except IncidentOver:
                came.append("over")
            finally:
                connection.close()

        tries = [(one, other, ani), (other, one, budi)]
        threads = [Thread(target=try_it, args=each) for each in tries]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert sorted(came) == ["merged", "over"]
        assert Merge.objects.count() == 1
        assert tile(LATER).witnesses == 8
