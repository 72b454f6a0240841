"""The dialogue: what has been told so far and one more message make a new draft, and what to say.

Pure: it asks no row and no clock. At most `MOST_QUESTIONS` are put, whatever comes; after that it
says once what is missing, and waits.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kentongan.dialogue.absorbing import (
    Ask,
    Told,
    with_kind,
    with_photos,
    with_point,
    with_words,
)
from kentongan.dialogue.drafts import Draft
from kentongan.dialogue.known import Known

MOST_QUESTIONS = 6


class End(StrEnum):
    """How a turn leaves the draft."""

    ASKED = "asked"
    WHOLE = "whole"
    WAITING = "waiting"
    RESTING = "resting"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Turn:
    """The new draft and what to say: keys of `phrases`, the question last."""

    draft: Draft
    end: End
    notes: tuple[str, ...] = ()
    ask: Ask | None = None
    names: Mapping[str, str] = field(default_factory=dict)


def advance(draft: Draft, told: Told, known: Known) -> Turn:
    """Take in one message, and say what comes next."""
    notes: list[str] = []
    draft = with_point(draft, told, known, notes)
    draft = with_photos(draft, told, notes)
    draft, names = with_words(draft, told, known)
    draft = replace(draft, is_ended=draft.is_ended or told.wishes_end)
    draft = with_kind(draft, known)
    if draft.is_empty and told.wishes_end:
        return Turn(Draft(), End.NOTHING, tuple(notes))
    if draft.code and draft.spot:
        return Turn(draft, End.WHOLE, tuple(notes))
    ask = _next(draft, names)
    if told.is_hasty and not told.wishes_end and draft.asked and _is_open(ask, draft):
        return Turn(draft, End.WAITING, tuple(notes))
    if ask is None:
        return Turn(replace(draft, is_resting=True), End.RESTING, tuple(notes))
    asked = replace(draft, asked=(*draft.asked, ask.value))
    return Turn(asked, End.ASKED, tuple(notes), ask, names)


def _next(draft: Draft, names: Mapping[str, str]) -> Ask | None:
    """Return the next question; None where all that may be asked has been."""
    if len(draft.asked) >= MOST_QUESTIONS:
        return None
    wanted = _about_what(draft) if not draft.code else ()
    return next((ask for ask in (*wanted, *_about_where(draft, names)) if _may(ask, draft)), None)


def _is_open(ask: Ask | None, draft: Draft) -> bool:
    """Whether we have just asked for the same: a message in pieces is asked once."""
    return ask is None or (ask in _WHERE) == (draft.asked[-1] in _WHERE)


_WHERE = frozenset({Ask.WHERE, Ask.WHERE_AGAIN, Ask.SPOT})


def _about_what(draft: Draft) -> tuple[Ask, ...]:
    if draft.is_ended:
        return ()
    if draft.kinds:
        return (Ask.WHICH,)
    return (Ask.OTHER_WORDS,) if draft.words else (Ask.WHAT,)


def _about_where(draft: Draft, names: Mapping[str, str]) -> tuple[Ask, ...]:
    if draft.spot or not (draft.words or draft.photos):
        return ()
    if draft.spots:
        return (Ask.SPOT, Ask.WHERE_AGAIN)
    return (Ask.WHERE, Ask.WHERE_AGAIN)


def _may(ask: Ask, draft: Draft) -> bool:
    """Each question is put once; only which of several places is meant may be asked again."""
    times = draft.asked.count(ask)
    return times < (2 if ask in {Ask.SPOT, Ask.WHAT} else 1)
