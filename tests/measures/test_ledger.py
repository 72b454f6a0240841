"""The ledger reconciles, for every cut, whatever was done to the cases."""

from collections import Counter
from datetime import timedelta
from unittest import mock

import pytest
from django.db.models import Q

from kentongan.casework.claiming import claim
from kentongan.casework.closing import Outcome, Reason, end, refuse
from kentongan.casework.correcting import correct
from kentongan.casework.forwarding import forward
from kentongan.casework.models import Case, Disposition
from kentongan.casework.opening import take_in
from kentongan.casework.reopening import reopen
from kentongan.casework.verifying import verify
from kentongan.catalogue.shelf import shelf
from kentongan.intake.models import Channel
from kentongan.intake.report import Report
from kentongan.journal import reading
from kentongan.measures.balancing import Equation
from kentongan.measures.behind import Number
from kentongan.measures.bookkeeping import keep_books
from kentongan.measures.equations import equation_of
from kentongan.measures.models import Balance
from kentongan.measures.picture import take_picture
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from tests.conftest import moment

pytestmark = pytest.mark.usefixtures("city")
MORNING = moment("2026-03-10 09:00")
WAYS_OUT = (Outcome.REFERRED, Outcome.SET_ASIDE, Outcome.JOINED)
MAWAR, DAHLIA = "99.71.01.1001", "99.71.02.1002"


def told(
    code: str = "BJR-01", kelurahan: str = MAWAR, hours: float = 0, channel: Channel = Channel.WEB
) -> Case:
    report = Report(code, "Tolong", channel, kelurahan=kelurahan)
    return take_in(report, at=MORNING + timedelta(hours=hours)).filing.case


def chief() -> User:
    made = User.objects.add("alice", "Alice", None)
    unit = directory().unit_by_code["setda"]
    Membership.objects.create(user=made, unit=unit, role=Role.ADMINISTRATOR)
    return made


def done(case: Case, by: User, hours: float = 2, outcome: Outcome = Outcome.CONFIRMED) -> None:
    at = MORNING + timedelta(hours=hours)
    verify(case, is_public=True, public_words="", by=by, at=at)
    ended(claim(case, "Selesai.", by=by, at=at).case, outcome, by, hours)


def ended(case: Case, outcome: Outcome, by: User, hours: float = 2) -> None:
    end(Disposition(case=case, by=by, at=MORNING + timedelta(hours=hours), outcome=outcome))


def a_busy_morning() -> None:
    alice = chief()
    first, second, third, *_open = (told(hours=number / 4) for number in range(5))
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
    done(told("KTP-01", DAHLIA), alice, outcome=Outcome.UNOPPOSED)
    away = [told("PJU-01", hours=6, channel=Channel.OPEN311) for _ in range(4)]
    for case, outcome in zip(away, WAYS_OUT, strict=False):
        ended(case, outcome, alice, hours=7)
    reopen(away[2], "Bukan hal yang sama.", by=alice, at=MORNING + timedelta(hours=8))


EVENING = moment("2026-03-10 20:00")


def every_number() -> list[Number]:
    known, shelves = directory(), shelf()
    return [
        Number(),
        *(Number(place=place) for place in known.jurisdictions.values()),
        *(Number(unit=unit) for unit in known.units.values()),
        *(Number(kind=kind) for kind in shelves.types.values()),
        *(Number(group=group) for group in shelves.groups),
        *(Number(channel=channel) for channel in Channel.values),
        Number(day=EVENING.date()),
    ]


def recounted(number: Number) -> Equation:
    rows = list(number.rows(EVENING))
    ends = Counter(row.outcome for row in rows if not row.is_open)
    return Equation(received=len(rows), open=sum(row.is_open for row in rows), **ends)


@pytest.mark.parametrize("entered", [0, 3, 1000])
def test_what_was_received_is_open_or_ended_under_every_cut(
    entered: int,
) -> None:
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
    kept = Balance.objects.filter(cut="place", key=str(mawar.pk))
    days = kept.filter(span="day").order_by("day")
    assert [(d.received, d.confirmed, d.moved_out) for d in days] == [(9, 2, 1), (1, 1, 0)]
    keep_all(1000)
    for span in ("month", "year", "ever"):
        assert kept.get(span=span).received == 10


def test_a_picture_counts_what_is_late_and_what_came_by_the_hour() -> None:
    a_busy_morning()
    picture = take_picture(EVENING)
    assert picture.work.city.open == 6
    assert picture.work.city.late == 3  # the flood's promise ran for an hour
    assert picture.hours[8:12] == (0, 5, 1, 0)
    assert picture.hours[15] == 4
    assert picture.hours[21] is None
    assert picture.today.received == 10
    assert picture.today == picture.ever
    ends = {"confirmed": 1, "unopposed": 1, "refused": 0, "referred": 1, "set_aside": 1}
    assert picture.ended == {**ends, "joined": 0}
    assert set(picture.sources) == {"web", "open311", "desk"}


def test_a_test_report_is_in_no_count() -> None:
    take_in(Report("BJR-01", "Uji", Channel.WEB, kelurahan=MAWAR, is_test=True), at=MORNING)
    picture = take_picture(EVENING)
    assert (picture.today.received, picture.work.city.open, picture.ever.received) == (0, 0, 0)


def test_a_picture_takes_the_same_statements_however_full_the_city(
    django_assert_max_num_queries: object,
) -> None:
    take_picture(EVENING)
    with django_assert_max_num_queries(13):
        take_picture(EVENING)
    a_busy_morning()
    with django_assert_max_num_queries(13):
        take_picture(EVENING)
