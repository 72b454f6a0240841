"""Two people at once, on real connections: what touches more than one case never waits crosswise.

A third connection holds the lower of two joined cases until both wait; whoever took the higher one
first would then hold what the other needs.
"""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import connection, connections, transaction

from kentongan.casework.erasing import erase
from kentongan.casework.guarding import restrict
from kentongan.casework.hiding import Target
from kentongan.casework.joining import join
from kentongan.casework.models import Case, What
from kentongan.casework.narrowing import narrow, narrow_own
from kentongan.casework.opening import take_in
from kentongan.casework.overseeing import oversee
from kentongan.casework.splitting import split
from kentongan.cities.entering import enter
from kentongan.cities.models import City
from kentongan.intake.models import Channel, ServiceRequest
from kentongan.intake.report import Report
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from tests.conftest import moment

AT = moment("2026-03-13 09:00")
LATER = AT + timedelta(hours=1)
WAITING = "SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted"
Act = Callable[[], object]


class Joined:
    """A lower case joined to a higher one, committed, so that other connections see it."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.faults: list[Exception] = []

    def lay_out(self) -> None:
        self.boss = User.objects.add("boss", "Boss", None)
        unit = directory().unit_by_code["setda"]
        Membership.objects.create(user=self.boss, unit=unit, role=Role.ADMINISTRATOR)
        report = Report("PJU-01", "Padam", Channel.WEB, kelurahan="99.71.01.1001")
        self.voice, other = (take_in(report, at=AT) for _ in range(2))
        self.lower, self.higher = self.voice.filing.case, other.filing.case
        join(self.lower, self.higher, by=self.boss, at=AT)
        self.voice = ServiceRequest.objects.get(pk=self.voice.pk)

    def sweep(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:  # keys are looked at in the end
            for table in connection.introspection.table_names(cursor):
                if table.startswith(("casework_", "intake_", "measures_")):
                    cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - our own tables
            cursor.execute("DELETE FROM journal_entry WHERE about <> 'city'")
            cursor.execute("DELETE FROM people_membership WHERE user_id = %s", [self.boss.pk])
            cursor.execute("DELETE FROM people_user WHERE id = %s", [self.boss.pk])

    def elsewhere(self, act: Act) -> threading.Thread:
        """Do it on a connection of its own."""

        def run() -> None:
            enter(self.city)
            try:
                act()
            except Exception as fault:  # noqa: BLE001 - told to the test
                self.faults.append(fault)
            finally:
                connections.close_all()

        thread = threading.Thread(target=run)
        thread.start()
        return thread

    def one_after_the_other(self, first: Act, second: Act) -> None:
        """Let both come while the lower case is held, the second when the first waits."""
        held, go = threading.Event(), threading.Event()

        def hold() -> None:
            with transaction.atomic():
                Case.objects.select_for_update(of=("self",)).get(pk=self.lower.pk)
                held.set()
                assert go.wait(30)

        threads = [self.elsewhere(hold)]
        assert held.wait(30)
        for number, act in enumerate((first, second), start=1):
            threads.append(self.elsewhere(act))
            until_waiting(number, threads[-1])
        go.set()
        for thread in threads:
            thread.join(30)


def until_waiting(number: int, thread: threading.Thread) -> None:
    with connection.cursor() as cursor:
        while thread.is_alive():
            cursor.execute(WAITING)
            if cursor.fetchone()[0] >= number:
                return


@pytest.fixture
def joined(city: City) -> Iterator[Joined]:
    found = Joined(city)
    found.elsewhere(found.lay_out).join()
    yield found
    found.elsewhere(found.sweep).join()
    assert found.faults == []


VERBS: dict[str, Callable[[Joined], object]] = {
    "erase": lambda j: erase(j.voice, words_too=True, by=j.boss, at=LATER),
    "restrict": lambda j: restrict(j.voice, at=LATER),
    "hide_by_oneself": lambda j: narrow_own(j.voice, What.CONTENT, at=LATER),
    "hide": lambda j: narrow(j.higher, Target(What.CONTENT, j.voice), by=j.boss, at=LATER),
    "oversee": lambda j: oversee(j.higher, "Dugaan", by=j.boss, at=LATER),
}


@pytest.mark.parametrize("verb", VERBS)
def test_whatever_touches_both_cases_waits_for_the_lower_first(joined: Joined, verb: str) -> None:
    def part() -> None:
        split(joined.voice, by=joined.boss, at=LATER)

    joined.one_after_the_other(part, lambda: VERBS[verb](joined))
    assert joined.faults == []
    lower = Case.objects.get(pk=joined.lower.pk)
    assert lower.is_open
    assert lower.filings.get().service_request == joined.voice


def test_a_voice_that_went_to_a_lower_case_is_followed_without_holding_the_higher(
    joined: Joined,
) -> None:
    """Whoever waited for the case it was under lets go of that before taking the other."""

    def part() -> None:
        split(joined.voice, by=joined.boss, at=LATER)

    joined.one_after_the_other(part, lambda: narrow_own(joined.voice, What.IDENTITY, at=LATER))
    assert joined.faults == []
    assert ServiceRequest.objects.get(pk=joined.voice.pk).is_anonymous
