"""Suggesting a service type from free words: the pack's keywords and names, weighed by rarity.

A keyword of several words counts when all of them stand in the text, more when they stand side
by side (`scoring`). A word that nobody knows is read as the nearest keyword ("smpah" is "sampah").
Words that say where it is (`locating`) are left out as long as others say what it is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from math import log

from kentongan.catalogue.models import ServiceType
from kentongan.catalogue.shelf import shelf
from kentongan.places.directory import data_version, directory
from kentongan.sorting.locating import addresses, without_addresses
from kentongan.sorting.scoring import Phrase, score
from kentongan.sorting.words import STOP, stems
from kentongan.toolbox.snapshots import Snapshot

MOST = 4
SHARE_OF_BEST = 0.34
"""A suggestion is worth showing if it scores at least this share of the best one."""
CLEAR_LEAD = 1.5
"""How many times the second best the best has to score to be taken without a question."""
NAME_WEIGHT = 0.6
SHORTEST_TYPO = 4
MOST_WORDS = 120


@dataclass(frozen=True)
class Vocabulary:
    """What each service type is called, phrases of stems, each with its weight; and the places."""

    phrases: Mapping[str, Mapping[Phrase, float]]
    places: frozenset[str] = frozenset()

    @cached_property
    def address(self) -> re.Pattern[str]:
        """What an address in this city looks like."""
        return addresses(self.places)

    @cached_property
    def rarity(self) -> Mapping[str, float]:
        """How telling a stem is: the fewer types share it, the more."""
        counted = Counter(
            stem for phrases in self.phrases.values() for stem in {s for p in phrases for s in p}
        )
        return {stem: log(1 + len(self.phrases) / count) for stem, count in counted.items()}


def vocabulary(kinds: Iterable[ServiceType], places: Iterable[str] = ()) -> Vocabulary:
    """Put the vocabulary of some service types together, with the names of a city's places."""
    return Vocabulary({kind.code: _phrases(kind) for kind in kinds}, frozenset(places))


def rank(words: str, known: Vocabulary, most: int = MOST) -> list[str]:
    """Return the codes of the likeliest types, best first; none where nothing fits."""
    return [code for code, _score in weigh(words, known, most)]


def weigh(words: str, known: Vocabulary, most: int = MOST) -> list[tuple[str, float]]:
    """Return the same with what each scores."""
    told = without_addresses(words, known.address)
    return _weigh(told, known, most) or _weigh(words, known, most)


def _weigh(words: str, known: Vocabulary, most: int) -> list[tuple[str, float]]:
    said = [_mended(stem, known) for stem in stems(words)[:MOST_WORDS]]
    scores = {code: score(said, phrases, known.rarity) for code, phrases in known.phrases.items()}
    least = max(0.0, max(scores.values(), default=0.0) * SHARE_OF_BEST)
    ranked = sorted(scores, key=lambda code: -scores[code])
    return [(code, scores[code]) for code in ranked[:most] if scores[code] > least]


def suggest(words: str, most: int = MOST) -> list[ServiceType]:
    """Return the offered service types the words are most likely about, best first."""
    on_offer = shelf()
    return [on_offer.by_code[code] for code in rank(words, _vocabulary(), most)]


def suggest_surely(words: str, most: int = MOST) -> tuple[list[ServiceType], bool]:
    """Return the same, and whether the first stands so far ahead that nobody need be asked."""
    on_offer, weighed = shelf(), weigh(words, _vocabulary(), most)
    is_sure = bool(weighed) and all(weighed[0][1] >= CLEAR_LEAD * score for _, score in weighed[1:])
    return [on_offer.by_code[code] for code, _ in weighed], is_sure


def _present() -> Vocabulary:
    places = (*directory().kelurahan, *directory().kecamatan)
    return vocabulary(shelf().offered, (place.name for place in places))


_vocabulary = Snapshot(_present, data_version)


def _phrases(kind: ServiceType) -> dict[Phrase, float]:
    found: dict[Phrase, float] = {}
    for name in kind.names.values():
        for stem in stems(name):
            found[stem,] = NAME_WEIGHT
    for keyword in kind.keywords:
        phrase = tuple(stems(keyword))
        # A phrase of common words alone ("di depan") tells nothing.
        if any(stem not in STOP for stem in phrase):
            found[phrase] = 1.0
    return {phrase: weight for phrase, weight in found.items() if set(phrase) - STOP}


def _mended(stem: str, known: Vocabulary) -> str:
    if stem in known.rarity or stem in STOP or len(stem) < SHORTEST_TYPO or stem.isdecimal():
        return stem
    near = [word for word in known.rarity if word[0] == stem[0] and abs(len(word) - len(stem)) < 3]
    return next(iter(get_close_matches(stem, near, 1, 0.82)), stem)
