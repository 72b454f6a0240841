"""Taking a message in: what it says of what and where goes into the draft.

Pure: what words mean and where places are is asked of `Known`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from kentongan.dialogue.choosing import chosen
from kentongan.dialogue.drafts import Draft, Spot
from kentongan.dialogue.known import Known

MOST_OFFERED = 3
MOST_PHOTOS = 5
LONGEST_WORDS = 3900
"""Characters of all messages of one report together; what is beyond stays in its message."""
LONGEST_ADDRESS = 300


class Ask(StrEnum):
    """The questions there are."""

    WHAT = "what"
    OTHER_WORDS = "other_words"
    WHICH = "which"
    WHERE = "where"
    WHERE_AGAIN = "where_again"
    SPOT = "spot"


@dataclass(frozen=True, slots=True)
class Told:
    """One message, as far as it concerns a report."""

    words: str = ""
    lat: float | None = None
    lon: float | None = None
    photos: Sequence[Mapping[str, Any]] = ()
    wishes_end: bool = False
    is_hasty: bool = False
    """Written before they can have read what we asked last."""


def with_point(draft: Draft, told: Told, known: Known, notes: list[str]) -> Draft:
    if told.lat is None or told.lon is None:
        return draft
    spot = known.spot(told.lat, told.lon)
    if spot is None:
        notes.append("outside")
        return draft
    return replace(draft, spot=spot, spots=())


def with_photos(draft: Draft, told: Told, notes: list[str]) -> Draft:
    held = {photo["digest"] for photo in draft.photos}
    fresh = [photo for photo in told.photos if photo["digest"] not in held]
    if len(draft.photos) + len(fresh) > MOST_PHOTOS:
        notes.append("too_many_photos")
    elif fresh:
        notes.append("photos_kept")
    return replace(draft, photos=(*draft.photos, *fresh)[:MOST_PHOTOS])


def with_words(draft: Draft, told: Told, known: Known) -> tuple[Draft, Mapping[str, str]]:
    """Read words as the answer to what was asked last; what they say besides is kept as told."""
    words = told.words.strip()
    if not words:
        return draft, {}
    last = draft.asked[-1] if draft.asked else ""
    if last == Ask.WHICH:
        number = chosen(words, len(draft.kinds))
        if number is not None:
            kind = draft.kinds[number - 1] if number else known.fallback or draft.kinds[0]
            return replace(draft, code=kind), {}
    if last == Ask.SPOT:
        number = chosen(words, len(draft.spots))
        if number is not None:
            spot = draft.spots[number - 1] if number else None
            return replace(draft, spot=spot, spots=()), {}
    is_where = last in {Ask.WHERE, Ask.WHERE_AGAIN, Ask.SPOT}
    draft, names = _with_place(draft, words, known, is_where)
    is_answer = is_where and not (told.is_hasty and draft.spot is None)
    return _with_more(draft, words, is_where=is_answer), names


def _with_place(
    draft: Draft, words: str, known: Known, is_where: bool
) -> tuple[Draft, Mapping[str, str]]:
    if draft.spot:
        return draft, {}
    places = known.places(words, is_asked=is_where)
    spots = _among(draft.spots, places.spots)
    names = {"kecamatan": places.kecamatan} if places.kecamatan else {}
    if not spots:
        return draft, names
    if len({spot.kelurahan for spot in spots}) == 1:
        return replace(draft, spot=spots[0], spots=()), {}
    return replace(draft, spots=spots), names


def _among(offered: tuple[Spot, ...], found: tuple[Spot, ...]) -> tuple[Spot, ...]:
    """Of what was offered those that are meant; a new name puts what was offered aside."""
    codes = {spot.kelurahan for spot in found}
    meant = tuple(spot for spot in offered if spot.kelurahan in codes)
    return meant or found


def _with_more(draft: Draft, words: str, *, is_where: bool) -> Draft:
    """Keep what was said: where, beside the place; anything else as words of the report."""
    if is_where:
        address = f"{draft.address}, {words}".strip(", ")
        if len(address) <= LONGEST_ADDRESS:
            return replace(draft, address=address)
    joined = f"{draft.words}\n{words}".strip()
    return replace(draft, words=joined[:LONGEST_WORDS])


def with_kind(draft: Draft, known: Known) -> Draft:
    if draft.code or not draft.words:
        return _ended_without_kind(draft, known)
    kinds, is_sure = known.kinds(draft.words)
    has_chosen = Ask.WHICH in draft.asked
    if kinds and (is_sure or has_chosen or draft.is_ended):
        return replace(draft, code=kinds[0], kinds=())
    draft = replace(draft, kinds=kinds[:MOST_OFFERED])
    return _ended_without_kind(draft, known)


def _ended_without_kind(draft: Draft, known: Known) -> Draft:
    """Whoever ends, or has been asked twice, is not asked what kind it is: staff will sort it."""
    is_over = draft.is_ended or Ask.OTHER_WORDS in draft.asked
    if draft.code or draft.is_empty or not is_over or draft.kinds:
        return draft
    return replace(draft, code=known.fallback)
