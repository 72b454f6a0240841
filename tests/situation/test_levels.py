"""Levels are kept once, in their place, with their doubts; an hour of silence is no level."""

import csv
import gzip
import io
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.db.models import F

from kentongan.journal.models import Entry
from kentongan.situation.archiving import body_of
from kentongan.situation.connecting import NotUnderstood
from kentongan.situation.gauges.arriving import Wave
from kentongan.situation.gauges.gauge import Gauge, Level, Quality
from kentongan.situation.gauges.reading import Reading
from kentongan.situation.gauges.taking import take
from kentongan.situation.gauges.tile import levels
from tests.conftest import SHARED_DATA
from tests.situation.gauges import AT, ago, measured, river
from tests.statements import statements

pytestmark = pytest.mark.usefixtures("city")


def doubts() -> dict[float, str]:
    rows = Level.objects.exclude(quality=Quality.GOOD)
    return dict(rows.values_list("value_cm", "quality"))


def test_the_same_measurement_twice_is_one_row_and_a_late_one_takes_its_place() -> None:
    river()
    assert measured("kota", (20, 60), (0, 62)) == 2
    assert measured("kota", (0, 62), (10, 61)) == 1
    rows = Level.objects.order_by("measured_at").values_list("value_cm", flat=True)
    assert list(rows) == [60, 61, 62]


def test_spikes_are_kept_and_never_shown_as_the_level() -> None:
    river()
    measured("hulu", (50, 110), (40, 0), (30, 390), (20, 112), (10, 9999))
    assert doubts() == {0: "zero", 390: "step", 9999: "range"}
    measured("kota", (50, 60), (40, -1), (30, 21))
    assert Level.objects.get(value_cm=-1).quality == Quality.RANGE
    upper = levels(AT)[0]
    assert (upper.cm, upper.measured_at, upper.doubted) == (112, ago(20), 1)


def test_a_step_is_believed_once_it_is_confirmed_a_zero_never() -> None:
    river()
    measured("hulu", (50, 110), (40, 250), (30, 260))
    assert doubts() == {250: "step"}
    assert levels(AT)[0].cm == 260
    measured("hulu", (20, 0), (10, 0))
    assert levels(AT)[0].cm == 260


def test_a_gauge_that_runs_dry_reaches_zero_by_small_steps() -> None:
    river()
    measured("hulu", (50, 40), (40, 0), (30, 15), (20, 0))
    assert doubts() == {0: "zero"}
    assert levels(AT)[0].cm == 0


def test_silence_makes_stale_and_leaves_no_level() -> None:
    river()
    measured("kota", (31, 90))
    own = levels(AT)[1]
    assert own.is_stale
    assert (own.cm, own.siaga, own.trend, own.next) == (None, None, None, None)
    assert own.age == timedelta(minutes=31)
    assert levels(AT - timedelta(days=1))[1].measured_at is None


def test_the_past_is_shown_as_it_was_known_then() -> None:
    river()
    measured("kota", (120, 70), received=ago(119))
    measured("kota", (110, 90), received=ago(60))
    assert levels(ago(100))[1].cm == 70
    assert levels(ago(60))[1].cm is None  # known by then, and stale
    assert levels(ago(90))[1].measured_at == ago(120)


def test_a_siaga_is_reached_at_once_left_late_and_told_of_when_it_changes() -> None:
    river()
    for minutes, cm in ((60, 70), (50, 81), (40, 78), (30, 82), (20, 70)):
        measured("kota", (minutes, cm), received=ago(minutes))
    told = Entry.objects.filter(kind="gauge.reached").order_by("id")
    steps = [(each.particulars["from_siaga"], each.particulars["siaga"]) for each in told]
    assert steps == [(4, 3), (3, 4)]
    measured("kota", *((minutes, 160) for minutes in range(3000, 2900, -10)))
    assert told.count() == 2  # what was measured days ago is no news


def test_a_rise_has_a_speed_a_next_siaga_and_a_crest_upstream_a_moment() -> None:
    river()
    measured("hulu", *((minutes, 190 - abs(100 - minutes)) for minutes in range(200, 0, -10)))
    measured("kota", *((minutes, 75 - minutes / 6) for minutes in range(60, -1, -10)))
    upper, own = levels(AT)
    assert own.trend is not None
    assert own.trend.speed == pytest.approx(10)
    assert own.next is not None
    assert (own.next.level, own.next.within) == (3, timedelta(minutes=30))
    (coming,) = own.coming
    assert coming.arrival == (Wave.CREST, ago(100) + timedelta(minutes=180), 190)
    assert upper.coming == ()


def test_all_gauges_take_two_statements() -> None:
    river()
    measured("kota", (10, 90))
    with statements() as asked:
        levels(AT)
    assert len(asked) == 2


def test_a_source_that_names_none_of_our_gauges_is_not_understood() -> None:
    feed, reading = river(), Reading("asing", AT, 1.0)
    with pytest.raises(NotUnderstood, match="asing"):
        take([reading], feed=feed, body=body_of(b"x"), received_at=AT)


def test_a_measured_year_has_zeros_that_are_doubted_and_gaps_that_make_stale() -> None:
    path = SHARED_DATA / "river_gauges" / "manggarai_hourly_2022_2023.csv.gz"
    if not path.exists():
        pytest.skip("the measured year is not here; it is no part of the repository")
    zone, told = ZoneInfo("Asia/Jakarta"), list[tuple[datetime, float]]()
    for row in csv.DictReader(io.StringIO(gzip.decompress(path.read_bytes()).decode())):
        at = datetime.fromisoformat(row["tanggal"]).replace(tzinfo=zone)
        told.append((at, float(row["ketinggian"])))
    told.sort()
    feed = river()
    Gauge.objects.filter(code="kota").update(lowest=0, highest=1200, fresh_s=5400)
    body, last = body_of(b"a year"), told[-1][0]
    readings = [Reading("kota", at, cm) for at, cm in told]
    taken = take(readings, feed=feed, body=body, received_at=last)
    assert taken == len(set(told)) > 8000
    assert set(Level.objects.filter(value_cm=0).values_list("quality", flat=True)) == {"zero"}
    assert 0 < Level.objects.exclude(quality=Quality.GOOD).count() < 40
    before, after = max(pairwise(at for at, _ in told), key=lambda pair: pair[1] - pair[0])
    assert after - before >= timedelta(hours=6)
    # Told as it went, not all at the end: what is known at a moment is what came by then.
    Level.objects.update(received_at=F("measured_at"))
    assert levels(before)[1].cm == dict(told)[before]
    for hours in (2, 4, 5.9):
        own = levels(before + timedelta(hours=hours))[1]
        assert (own.cm, own.measured_at) == (None, before)
    assert levels(after)[1].cm == dict(told)[after]
