"""Letters about questions to the mayor: to those who decide, and back to the unit that asked."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from kentongan.command.models import Decision
from kentongan.command.units import people_of
from kentongan.journal.models import Entry
from kentongan.mailroom.bundling import next_opening
from kentongan.mailroom.choosing import choose
from kentongan.mailroom.deciders import deciders, language_of
from kentongan.mailroom.minding import is_reached
from kentongan.mailroom.models import Letter, Style
from kentongan.mailroom.question_words import ASKED, QUESTION_WORDINGS
from kentongan.mailroom.styling import style
from kentongan.people.models import User, Wish
from kentongan.people.permissions import Act


def letters_of_questions(entries: Iterable[Entry], *, at: datetime) -> list[Letter]:
    """Draw what is owed for these entries (no statement where none is about a question)."""
    known = [entry for entry in entries if entry.kind in QUESTION_WORDINGS]
    if not known:
        return []
    manner = style()
    return [letter for entry in known for letter in _letters(entry, manner, at)]


def _letters(entry: Entry, manner: Style, at: datetime) -> Iterator[Letter]:
    found = deciders(Act.DECIDE) if entry.kind == ASKED else _asking(entry)
    hearers = {user.pk: user for user in found if user.pk != entry.by_id}
    for user in filter(is_reached, hearers.values()):
        yield Letter(
            entry=entry,
            user=user,
            channel=choose(user, manner) or "",
            kind=entry.kind,
            language=language_of(user),
            written_at=at,
            next_try_at=max(next_opening(at), at) if user.letters == Wish.DAILY else at,
        )


def _asking(entry: Entry) -> Iterator[User]:
    """Who answers for the unit whose question was decided; nobody where none was asked."""
    decision = Decision.objects.select_related("question").filter(pk=entry.about_id).first()
    if decision is not None and decision.question is not None:
        yield from people_of(decision.question.unit_id)
