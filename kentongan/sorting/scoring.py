"""Scoring: how much a text speaks for a service type, phrase by phrase, none counted twice."""

from collections.abc import Mapping, Sequence

from kentongan.sorting.locating import landmarks
from kentongan.sorting.words import STOP

Phrase = tuple[str, ...]

SIDE_BY_SIDE_WEIGHT = 1.3
NEAR_WEIGHT = 1.0
NEAR = 2
"""Words that may stand in between; common ones do not count."""
APART_WEIGHT = 0.6
BESIDE_WEIGHT = 0.25
"""What is named as a mark ("in front of the guard post") counts this share."""


def score(
    said: Sequence[str], phrases: Mapping[Phrase, float], rarity: Mapping[str, float]
) -> float:
    """Return how much the stems of a text speak for a type with these phrases."""
    heard, beside = set(said), landmarks(said)
    close = {p: _closeness(said, p, beside) for p in phrases if heard.issuperset(p)}
    total, counted = 0.0, set[str]()
    # What was said as it stands goes before the same words apart, which share one with it;
    # what only names a mark goes last, and takes no word from what says the matter.
    for phrase in sorted(
        close, key=lambda p: (close[p] >= APART_WEIGHT, len(p), close[p]), reverse=True
    ):
        fresh = [stem for stem in phrase if stem not in counted and stem not in STOP]
        counted.update(fresh)
        total += sum(rarity[stem] for stem in fresh) * phrases[phrase] * close[phrase]
    return total


def _closeness(said: Sequence[str], phrase: Phrase, beside: frozenset[int]) -> float:
    """1.3 for several words side by side, 1 for the same with one or two words in between, 0.6 for
    words further apart, 1 for a single one. A quarter of it where they name nothing but a mark.
    """
    width = len(phrase)
    found = {i for i in range(len(said) - width + 1) if tuple(said[i : i + width]) == phrase}
    if not found:
        marks = {s for i, s in enumerate(said) if i in beside}
        marks -= {s for i, s in enumerate(said) if i not in beside}
        whole = NEAR_WEIGHT if _is_near(said, phrase) else APART_WEIGHT
        return whole * BESIDE_WEIGHT if marks & set(phrase) else whole
    whole = 1.0 if width == 1 else SIDE_BY_SIDE_WEIGHT
    return whole * BESIDE_WEIGHT if found <= beside else whole


def _is_near(said: Sequence[str], phrase: Phrase) -> bool:
    """Whether the words stand together with hardly anything between: "lampu JALAN mati"."""
    telling, wanted = [stem for stem in said if stem not in STOP], set(phrase) - STOP
    width = len(wanted) + NEAR
    return any(wanted <= set(telling[i : i + width]) for i in range(len(telling)))
