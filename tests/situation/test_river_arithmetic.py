"""Siaga, speed and arrival: arithmetic that says unknown where too little is known."""

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


def test_a_speed_is_not_bent_by_one_wild_point_and_unknown_of_too_few() -> None:
    rising = [(minutes, 100 - minutes / 6) for minutes in range(120, -1, -20)]
    assert trend(line(*rising), at=AT) == pytest.approx(10)
    wild = [*rising[:3], (70, 300), *rising[3:]]
    assert trend(line(*wild), at=AT) == pytest.approx(10, abs=3)
    assert trend(line(*rising[-3:]), at=AT) is None
    assert trend(line((9, 1), (6, 2), (3, 3), (0, 4)), at=AT) is None
    assert trend(line(*((m + 600, cm) for m, cm in rising)), at=AT) is None


def test_what_falls_or_hardly_rises_or_is_unknown_reaches_nothing() -> None:
    found = ahead(70, 20, STEPS)
    assert found is not None
    assert (found.level, found.within) == (3, timedelta(minutes=30))
    assert ahead(70, -20, STEPS) is None
    assert ahead(70, 0.5, STEPS) is None
    assert ahead(70, None, STEPS) is None
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
