"""Letters about the city's stage, drawn from the journal, at once and in quiet hours too.

A proposal goes to those who may decide it, a decision to every unit that is told of its stage or
of a lower one: going down, those that were told on the way up.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from kentongan.command.units import people_of
from kentongan.journal.models import Entry
from kentongan.mailroom.choosing import choose
from kentongan.mailroom.deciders import deciders, language_of
from kentongan.mailroom.minding import is_reached
from kentongan.mailroom.models import Letter
from kentongan.mailroom.stage_words import CHANGED, STAGE_WORDINGS
from kentongan.mailroom.styling import style
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.stage.models import Stage


def letters_of_stages(entries: Iterable[Entry], *, at: datetime) -> list[Letter]:
    """Draw what is owed for these entries (no statement where none is about the stage)."""
    known = [entry for entry in entries if entry.kind in STAGE_WORDINGS]
    return [letter for entry in known for letter in _letters(entry, at)]


def _letters(entry: Entry, at: datetime) -> Iterator[Letter]:
    manner = style()
    found = _told(entry) if entry.kind == CHANGED else deciders(Act.DECIDE_STAGE)
    hearers = {user.pk: user for user in found if user.pk != entry.by_id}
    for user in filter(is_reached, hearers.values()):
        yield Letter(
            entry=entry,
            user=user,
            channel=choose(user, manner) or "",
            kind=entry.kind,
            language=language_of(user),
            written_at=at,
            next_try_at=at,
            may_wake=True,
        )


def _told(entry: Entry) -> Iterator[User]:
    """Who answers for the units of every stage up to the worse of the two."""
    worse = max(entry.particulars["was"], entry.particulars["level"])
    reached = Stage.objects.filter(level__lte=worse, units__isnull=False)
    for unit in sorted(set(reached.values_list("units", flat=True))):
        yield from people_of(unit)
