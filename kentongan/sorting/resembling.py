"""How much two reports look like the same thing: place, time, type and words, as one number.

Pure arithmetic; `docs/duplicates.md` says how it was measured, `bench/duplicates.py` measures it
again. Four numbers from 0 to 1 are multiplied, so that none makes up for another that says no.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from math import log
from typing import NamedTuple

from kentongan.sorting.words import STOP, stems

HALF_AT_M = 30.0
"""Metres at which nearness counts half; telephones err by 10 to 20 m, each of the two."""
HALF_AFTER_DAYS = 14.0
"""Days after which an open case's age counts half."""
OTHER_TYPE = 0.5
"""What a kindred type counts; whoever reports often takes the neighbouring one."""
SAME_KELURAHAN = 0.15
"""What nearness counts at least where one of the two has no point; words may make it more."""
ONLY_SAID = 0.6
"""What likeness by words alone counts beside likeness by two points: so that it stands behind."""
WORDS = 0.3
"""The share of the score that words may take away when nothing said is the same."""
UNSAID = 0.5
"""What words count where one of the two has none."""
OFFERED = 0.2
"""From here on a citizen is asked "is it this?", which costs one tap."""
LISTED = 0.05
"""From here on an operator sees it beside the case; joining is a decision of people."""


class Likeness(NamedTuple):
    """What two reports have in common; None where one of the two does not tell."""

    metres: float | None
    days: float
    is_same_type: bool
    words: float | None = None
    spot: float | None = None
    """By `rarely_in_common`; asked only where there is no distance."""
    is_behind: bool = False
    """The one to be placed has a point, so others may be known to be near; this one is not."""


def score(likeness: Likeness) -> float:
    """Return how likely the two are the same thing, from 0 to 1; no probability, an order."""
    kind = 1.0 if likeness.is_same_type else OTHER_TYPE
    return _near(likeness) * _recent(likeness.days) * kind * _said(likeness.words)


def telling(text: str) -> frozenset[str]:
    """Return the stems of a text that tell anything."""
    return frozenset(stems(text)) - STOP


def in_common(one: Collection[str], other: Collection[str]) -> float | None:
    """Return the share of stems that both texts have (Dice); None if one has none."""
    if not one or not other:
        return None
    return 2 * len(set(one) & set(other)) / (len(one) + len(other))


def rarity(texts: Iterable[Collection[str]]) -> Callable[[str], float]:
    """Return what a stem weighs among these texts: "lamp" little, the name of a market much."""
    given = list(texts)
    seen = Counter(stem for text in given for stem in set(text))
    return lambda stem: log(1 + (len(given) + 1) / (seen[stem] + 1))


def rarely_in_common(
    one: Collection[str], other: Collection[str], weigh: Callable[[str], float]
) -> float | None:
    """Return the share of stems in common (Dice), the rare ones weighing more; None as above."""
    if not one or not other:
        return None
    shared = sum(map(weigh, set(one) & set(other)))
    return 2 * shared / (sum(map(weigh, set(one))) + sum(map(weigh, set(other))))


def _near(likeness: Likeness) -> float:
    if likeness.metres is None:  # then the words have to say where it is
        said = (likeness.spot or 0.0) ** 3
        return said * ONLY_SAID if likeness.is_behind else max(SAME_KELURAHAN, said)
    return 1 / (1 + (likeness.metres / HALF_AT_M) ** 2)


def _recent(days: float) -> float:
    return float(0.5 ** (max(days, 0.0) / HALF_AFTER_DAYS))


def _said(words: float | None) -> float:
    return 1 - WORDS + WORDS * (UNSAID if words is None else words)
