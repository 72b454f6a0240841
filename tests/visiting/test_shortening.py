"""The short order: every point once, the first stays first, never longer than what was given."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kentongan.toolbox.geometry import Point
from kentongan.visiting.shortening import length, short_order

points = st.lists(st.builds(Point, st.floats(-6.4, -6.0), st.floats(106.4, 106.9)), max_size=40)


@settings(max_examples=60, deadline=None)
@given(points)
def test_the_short_order_names_every_point_once_and_is_never_longer(there: list[Point]) -> None:
    order = short_order(there)
    assert sorted(order) == list(range(len(there)))
    assert order[:1] == [0][: len(there)]
    assert length([there[i] for i in order]) <= length(there)


@settings(max_examples=30, deadline=None)
@given(points)
def test_shortening_what_is_short_changes_its_length_no_more(there: list[Point]) -> None:
    once = [there[i] for i in short_order(there)]
    twice = [once[i] for i in short_order(once)]
    assert abs(length(twice) - length(once)) <= 1


def test_a_way_that_crosses_itself_is_untangled() -> None:
    square = [Point(0, 0), Point(0.01, 0.01), Point(0.01, 0), Point(0, 0.01)]
    assert length([square[i] for i in short_order(square)]) < length(square)


def test_forty_points_on_a_line_are_walked_along() -> None:
    line = [Point(-6, 106 + (7 * step % 40) / 1000) for step in range(40)]
    order = short_order(line)
    assert [line[i].lon for i in order] == sorted(point.lon for point in line)
