"""Siaga, speed and arrival: arithmetic that says unknown where too little is known."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kentongan.situation.gauges.arriving import Arrival, Wave, arrival
from kentongan.situation.gauges.siaga import Threshold, ahead, siaga
from kentongan.situation.gauges.trending import Point, trend
from tests.situation.gauges import AT, ago

STEPS = (Threshold(4, float("-inf")), Threshold(3, 80), Threshold(2, 150), Threshold(1, 200))


@pytest.mark.parametrize(
    ("values", "is_siaga"),
    [
        ([], None),
        ([79.9], 4),
        ([80], 3),
        ([70, 210], 1),
        ([80, 76, 81, 75], 3),
        ([80, 74.9], 4),
        ([201, 100], 3),
        ([201, 146], 2),
    ],
)
def test_a_siaga_is_reached_at_once_and_left_below_its_threshold(
    values: list[float], is_siaga: int | None
) -> None:
    assert siaga(values, STEPS, 5) == is_siaga


@given(st.lists(st.floats(75.1, 84.9), min_size=2))
def test_a_wave_at_a_threshold_changes_the_siaga_once_at_most(waves: list[float]) -> None:
    stages = [siaga(waves[: n + 1], STEPS, 5) for n in range(len(waves))]
    assert sum(one != other for one, other in pairwise(stages)) <= 1


def line(*told: tuple[float, float]) -> list[Point]:
    return [Point(ago(minutes), cm) for minutes, cm in told]


def speed(told: Iterable[tuple[float, float]]) -> float:
    found = trend(line(*told), at=AT)
    assert found is not None
    return found.speed


@pytest.mark.parametrize("every", [1, 5, 10, 20, 60])
def test_a_speed_is_not_bent_by_one_wild_point_wherever_it_stands(every: int) -> None:
    rising = [(minutes, 100 - minutes / 6) for minutes in range(240, -1, -every)]
    assert speed(rising) == pytest.approx(10)
    for n in range(len(rising)):
        wild = [*rising[:n], (rising[n][0], 300), *rising[n + 1 :]]
        assert speed(wild) == pytest.approx(10, abs=0.1)


@pytest.mark.parametrize("minutes", [30, 40, 60, 90, 120])
def test_hours_of_calm_do_not_hide_a_rise_nor_a_rise_that_the_river_has_turned(
    minutes: int,
) -> None:
    since = range(180 + minutes, -1, -10)
    assert speed((m, 1.5 * max(0, minutes - m)) for m in since) == pytest.approx(90)
    assert speed((m, 200 - 1.5 * abs(m - minutes)) for m in since) == pytest.approx(-90)
    assert speed((m, 200 - 1.25 * max(0, 49 - m)) for m in (120, 95, 80, 65, 49, 34, 19, 2)) < -60


def test_a_speed_says_over_how_long_it_is_and_is_unknown_of_too_few() -> None:
    for every, over in ((1, 30), (10, 40), (15, 60), (60, 240), (70, 210)):
        found = trend(line(*((m, m / 10) for m in range(480 // every * every, -1, -every))), at=AT)
        assert found is not None
        assert (round(found.speed), found.over) == (-6, timedelta(minutes=over))
    rising = [(minutes, 100 - minutes / 6) for minutes in range(120, -1, -20)]
    assert trend(line(*rising[-3:]), at=AT) is None
    assert trend(line((9, 1), (6, 2), (3, 3), (0, 4)), at=AT) is None
    assert trend(line(*((m + 600, cm) for m, cm in rising)), at=AT) is None


def test_what_falls_or_hardly_rises_reaches_nothing() -> None:
    found = ahead(70, 20, STEPS)
    assert found is not None
    assert (found.level, found.within) == (3, timedelta(minutes=30))
    assert ahead(70, -20, STEPS) is None
    assert ahead(70, 0.5, STEPS) is None
    assert ahead(250, 20, STEPS) is None
    assert ahead(70, 0.5 + 0.6, (*STEPS[:1], Threshold(3, 800))) is None


def coming(*told: tuple[float, float]) -> Arrival:
    return arrival(line(*told), alert=80, way=timedelta(hours=3), fall=10, at=AT)


def test_a_crest_upstream_has_a_moment_a_rise_an_earliest_one_and_silence_is_unknown() -> None:
    assert coming() == Arrival(Wave.UNKNOWN)
    assert coming((60, 50), (0, 60)) == Arrival(Wave.CALM)
    rising = coming((60, 50), (10, 120))
    assert rising == Arrival(Wave.RISING, ago(10) + timedelta(hours=3), 120)
    crest = coming((90, 50), (60, 140), (30, 138), (0, 100))
    assert crest == Arrival(Wave.CREST, ago(60) + timedelta(hours=3), 140)
    # What passed there longer ago than the water takes has passed here as well.
    assert coming((300, 190), (240, 60), (0, 50)) == Arrival(Wave.CALM)
