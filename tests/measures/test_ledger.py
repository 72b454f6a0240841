"""The ledger reconciles, for every cut, whatever was done to the cases."""

from datetime import timedelta
from unittest import mock

import pytest
from django.db.models import Q

from kentongan.casework.claiming import claim as close
from kentongan.casework.closing import Reason, refuse
from kentongan.casework.correcting import correct
from kentongan.casework.forwarding import forward
from kentongan.casework.models import Case
from kentongan.casework.opening import take_in
from kentongan.casework.reopening import reopen
from kentongan.casework.verifying import verify
from kentongan.catalogue.shelf import shelf
from kentongan.intake.models import Channel
from kentongan.intake.report import Report
from kentongan.journal import reading
from kentongan.measures.behind import Number
from kentongan.measures.bookkeeping import keep_books
from kentongan.measures.equations import equation_of
from kentongan.measures.ledger import Equation
from kentongan.measures.models import Balance
from kentongan.measures.picture import take_picture
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from tests.conftest import moment

pytestmark = pytest.mark.usefixtures("city")
MORNING = moment("2026-03-10 09:00")
MAWAR, DAHLIA = "99.71.01.1001", "99.71.02.1002"


def told(code: str = "BJR-01", kelurahan: str = MAWAR, hours: float = 0, **rest: object) -> Case:
    report = Report(code, "Tolong", Channel.WEB, kelurahan=kelurahan, **rest)
    return take_in(report, at=MORNING + timedelta(hours=hours)).filing.case


def chief() -> User:
    made = User.objects.add("alice", "Alice", None)
    unit = directory().unit_by_code["setda"]
    Membership.objects.create(user=made, unit=unit, role=Role.ADMINISTRATOR)
    return made


def done(case: Case, by: User, hours: float = 2) -> None:
    at = MORNING + timedelta(hours=hours)
    verify(case, is_public=True, public_words="", by=by, at=at)
    close(case, "Selesai.", by=by, at=at)


def a_busy_morning() -> None:
    alice = chief()
    first, second, third, *_rest = (told(hours=number / 4) for number in range(5))
    done(first, alice)
    done(second, alice)
    refuse(third, Reason.UNFOUNDED, "Tidak ada.", by=alice, at=MORNING + timedelta(hours=2))
    reopen(second, "Masih banjir.", by=alice, at=MORNING + timedelta(hours=3))
    correct(
        second, shelf().find("SPH-01"), directory().by_code[DAHLIA], by=alice,
        at=MORNING + timedelta(hours=4),
    )  # fmt: skip
    reopen(third, "Ada.", by=alice, at=MORNING + timedelta(hours=5))
    forward(third, directory().unit_by_code["dishub"], "Jalan.", by=alice, at=MORNING)
    done(told("KTP-01", DAHLIA), alice)


EVENING = moment("2026-03-10 20:00")


def every_number() -> list[Number]:
    known, shelves = directory(), shelf()
    return [
        Number(),
        *(Number(place=place) for place in known.jurisdictions.values()),
        *(Number(unit=unit) for unit in known.units.values()),
        *(Number(kind=kind) for kind in shelves.types.values()),
        *(Number(group=group) for group in shelves.groups),
        Number(day=EVENING.date()),
    ]


def recounted(number: Number) -> Equation:
    rows = list(number.rows(EVENING))
    return Equation(
        len(rows),
        sum(row.is_open for row in rows),
        sum(row.outcome == "done" for row in rows),
        sum(row.outcome == "refused" for row in rows),
    )


@pytest.mark.parametrize("entered", [0, 3, 1000])
def test_what_was_received_is_open_done_or_refused_under_every_cut(entered: int) -> None:
    a_busy_morning()
    keep_all(entered)
    for number in every_number():
        equation = equation_of(number, EVENING)
        assert equation == recounted(number), number
        assert equation.difference == 0


def keep_all(entries: int) -> None:
    """Enter so many; a test's own transaction is never settled, so the horizon is lifted."""
    with mock.patch.object(reading, "SETTLED", Q()):
        if entries:
            keep_books(entries)


def test_the_books_keep_every_day_apart() -> None:
    a_busy_morning()
    done(told(hours=24), User.objects.get(), hours=25)
    keep_all(1000)
    mawar = directory().by_code[MAWAR]
    days = Balance.objects.filter(cut="place", key=str(mawar.pk), day__isnull=False)
    assert [(d.received, d.done, d.moved_out) for d in days.order_by("day")] == [
        (5, 2, 1),
        (1, 1, 0),
    ]
    keep_all(1000)
    assert Balance.objects.get(cut="place", key=str(mawar.pk), day=None).received == 6


def test_a_picture_counts_what_is_late_and_what_came_by_the_hour() -> None:
    a_busy_morning()
    picture = take_picture(EVENING)
    assert picture.work.city.open == 4
    assert picture.work.city.late == 3  # the flood's promise ran for an hour
    assert picture.hours[8:12] == (0, 5, 1, 0)
    assert picture.hours[21] is None
    assert picture.today.received == 6
    assert picture.today == picture.ever
    assert picture.ended == {"done": 2, "refused": 0}
    assert set(picture.sources) == {"web", "desk"}


def test_a_test_report_is_in_no_count() -> None:
    take_in(Report("BJR-01", "Uji", Channel.WEB, kelurahan=MAWAR, is_test=True), at=MORNING)
    picture = take_picture(EVENING)
    assert (picture.today.received, picture.work.city.open, picture.ever.received) == (0, 0, 0)


def test_a_picture_takes_the_same_statements_however_full_the_city(
    django_assert_max_num_queries: object,
) -> None:
    take_picture(EVENING)
    with django_assert_max_num_queries(11):
        take_picture(EVENING)
    a_busy_morning()
    with django_assert_max_num_queries(11):
        take_picture(EVENING)
