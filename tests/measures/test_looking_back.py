"""Where everything stood when a past day ended: the same cost for last week and ten years ago."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection

from kentongan.casework.closing import Reason, refuse
from kentongan.casework.forwarding import forward
from kentongan.casework.models import Case
from kentongan.casework.opening import take_in
from kentongan.casework.reopening import reopen
from kentongan.intake.models import Channel
from kentongan.intake.report import Report
from kentongan.measures.balancing import Equation
from kentongan.measures.behind import Number
from kentongan.measures.equations import at_end_of, headings_at_end_of
from kentongan.measures.models import Balance, Bookmark, Cut
from kentongan.places.directory import directory
from tests.conftest import moment
from tests.measures.test_ledger import MAWAR, chief, keep_all

pytestmark = pytest.mark.usefixtures("city")
Counting = Callable[..., object]


def told(day: str, channel: Channel = Channel.WEB) -> Case:
    report = Report("PJU-01", f"Padam {day}", channel, kelurahan=MAWAR)
    return take_in(report, at=moment(f"{day} 23:59")).filing.case


def years() -> None:
    """Reports at the ends and beginnings of months and years; one refused, reopened, moved."""
    alice = chief()
    one = told("2018-12-31")
    for day in ("2019-01-01", "2019-01-31", "2019-02-01", "2021-12-31", "2026-03-09"):
        told(day, Channel.OPEN311)
    refuse(one, Reason.UNFOUNDED, "Tidak ada.", by=alice, at=moment("2019-02-28 08:00"))
    reopen(one, "Ada.", by=alice, at=moment("2020-02-29 08:00"))
    pupr = directory().unit_by_code["pupr"]
    forward(one, pupr, "Jalan.", by=alice, at=moment("2020-03-01 00:00"))


EXPECTED = {
    date(2018, 12, 30): (0, 0, 0),
    date(2018, 12, 31): (1, 1, 0),
    date(2019, 1, 30): (2, 2, 0),
    date(2019, 1, 31): (3, 3, 0),
    date(2019, 2, 1): (4, 4, 0),
    date(2019, 2, 28): (4, 3, 1),
    date(2019, 12, 31): (4, 3, 1),
    date(2020, 2, 28): (4, 3, 1),
    date(2020, 2, 29): (4, 4, 0),
    date(2021, 12, 30): (4, 4, 0),
    date(2022, 1, 1): (5, 5, 0),
    date(2026, 3, 9): (6, 6, 0),
}


@pytest.mark.parametrize("entered", [0, 5, 1000])
def test_every_past_day_stands_as_it_stood_then(entered: int) -> None:
    years()
    keep_all(entered)
    for day, (received, still_open, refused) in EXPECTED.items():
        expected = Equation(received=received, open=still_open, refused=refused)
        assert at_end_of(day, Number()) == expected, day
        assert at_end_of(day, Number(place=directory().by_code["99.71.01"])) == expected, day


def test_a_case_counts_on_each_day_where_it_then_belonged() -> None:
    years()
    keep_all(7)
    dishub, pupr = (directory().unit_by_code[code] for code in ("dishub", "pupr"))
    leap, after = date(2020, 2, 29), date(2020, 3, 1)
    assert [at_end_of(day, Number(unit=dishub)).received for day in (leap, after)] == [4, 3]
    assert [at_end_of(day, Number(unit=pupr)).received for day in (leap, after)] == [0, 1]
    assert at_end_of(after, Number(channel="web")) == Equation(received=1, open=1)


def test_under_two_headings_at_once_nothing_is_made_up() -> None:
    years()
    both = Number(unit=directory().unit_by_code["dishub"], channel="web")
    assert at_end_of(date(2020, 1, 1), both) is None


def test_looking_ten_years_back_takes_the_statements_of_yesterday(
    django_assert_max_num_queries: Counting,
) -> None:
    years()
    keep_all(1000)
    for day in (date(2019, 1, 1), date(2026, 3, 9), date(2036, 1, 1)):
        with django_assert_max_num_queries(5):  # type: ignore[attr-defined]
            at_end_of(day, Number())
        with django_assert_max_num_queries(5):  # type: ignore[attr-defined]
            headings_at_end_of(day)


def test_a_look_back_reads_a_bounded_part_of_the_books_by_their_index() -> None:
    Bookmark.objects.create(pk=1)
    last, keys = moment("2026-03-09 12:00"), range(40)
    days = [date(2016, 1, 1) + timedelta(days=n) for n in range(3650)]
    Balance.objects.bulk_create(
        Balance(cut=Cut.UNIT, key=str(key), span="day", day=day, received=1, last_at=last)
        for day in days
        for key in keys
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE measures_balance")
        cursor.execute("SET LOCAL enable_seqscan = on")
    plan = _plan(date(2025, 11, 30))
    assert "one_balance_a_span" in plan
    assert "Seq Scan" not in plan


def _plan(day: date) -> str:
    from kentongan.measures.looking_back import _reach

    rows = Balance.objects.filter(_reach(day), cut=Cut.UNIT, key="7")
    return str(rows.explain())
