"""Shares of few, with the bounds within which the true one lies."""

from math import comb

import pytest

from kentongan.toolbox.shares import Share


@pytest.mark.parametrize(
    ("k", "n", "low", "high"),
    [(0, 10, 0.0, 0.2129), (10, 10, 0.7871, 1.0), (81, 100, 0.7375, 0.8660)],
)
def test_the_bounds_are_wilsons(k: int, n: int, low: float, high: float) -> None:
    assert Share(k, n).interval == pytest.approx((low, high), abs=5e-4)


def test_of_nothing_everything_is_possible_and_no_share_is_named() -> None:
    assert Share(0, 0).interval == (0.0, 1.0)
    assert Share(0, 0).value is None


def test_below_ten_there_are_too_few() -> None:
    assert Share(9, 9).is_few
    assert not Share(9, 10).is_few


def test_nine_in_ten_times_the_bounds_hold_the_truth() -> None:
    """Averaged over true shares, counted exactly and not drawn: what 90 % promises."""
    n, covered, shares = 40, 0.0, [step / 200 for step in range(10, 191)]
    for share in shares:
        for k in range(n + 1):
            low, high = Share(k, n).interval
            if low <= share <= high:
                covered += comb(n, k) * share**k * (1 - share) ** (n - k)
    assert covered / len(shares) == pytest.approx(0.90, abs=0.01)
