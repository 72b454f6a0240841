"""A share seen in few cases, and within which bounds the true one lies. Pure arithmetic."""

from dataclasses import dataclass
from math import sqrt

Z90 = 1.6448536269514722
"""Within which 90 % of a normal distribution lie."""
FEW = 10
"""Below this many no share is named: it would look like knowledge."""


@dataclass(frozen=True, slots=True)
class Share:
    """`k` of `n`, and how many more there are of which nothing is known."""

    k: int
    n: int
    missing: int = 0

    @property
    def is_few(self) -> bool:
        """Whether there are too few to name a share."""
        return self.n < FEW

    @property
    def value(self) -> float | None:
        """The share seen, 0 to 1; None of nothing."""
        return self.k / self.n if self.n else None

    @property
    def interval(self) -> tuple[float, float]:
        """Return the bounds of the 90 % interval, 0 to 1; all of it if nothing was seen.

        Wilson's score interval: E. B. Wilson, "Probable inference, the law of succession, and
        statistical inference", JASA 22 (1927); recommended for small numbers by Brown, Cai and
        DasGupta, "Interval estimation for a binomial proportion", Statistical Science 16 (2001).
        It holds for a sample drawn at random, or for what goes on to happen in the same way.
        """
        if not self.n:
            return 0.0, 1.0
        share, spread = self.k / self.n, Z90**2 / self.n
        middle = (share + spread / 2) / (1 + spread)
        half = Z90 * sqrt(share * (1 - share) / self.n + spread / (4 * self.n)) / (1 + spread)
        return max(0.0, middle - half), min(1.0, middle + half)
