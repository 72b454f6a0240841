"""Letters about directives, drawn from the journal: before the due date, at it, and after.

They say a number, a due date and where to read on, never what is asked: so that a secret one is
written about like any other.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from kentongan.command.models import Charge, Climb
from kentongan.command.units import people_of
from kentongan.journal.models import Entry
from kentongan.mailroom.bundling import next_opening
from kentongan.mailroom.choosing import choose
from kentongan.mailroom.deciders import language_of
from kentongan.mailroom.directive_words import (
    DIRECTIVE_WORDINGS,
    ESCALATED,
    MISSED,
    REMINDED,
    REPORTED,
)
from kentongan.mailroom.minding import is_reached
from kentongan.mailroom.models import Letter, Style
from kentongan.mailroom.styling import style
from kentongan.people.models import User, Wish

UPWARD = frozenset({MISSED, ESCALATED})


def letters_of_directives(entries: Iterable[Entry], *, at: datetime) -> list[Letter]:
    """Draw what is owed for these entries (no statement where none is a directive's)."""
    known = [entry for entry in entries if entry.kind in DIRECTIVE_WORDINGS]
    if not known:
        return []
    manner = style()
    return [letter for entry in known for letter in _letters(entry, manner, at)]


def charges_in(entry: Entry) -> list[Charge]:
    """Return the charges an entry names (one statement)."""
    told = entry.particulars
    wanted = told.get("charges") or [told.get("row")]
    return list(Charge.objects.select_related("directive__issued_by").filter(pk__in=wanted))


def _letters(entry: Entry, manner: Style, at: datetime) -> Iterator[Letter]:
    hearers = {user.pk: user for user in _hearers(entry) if user.pk != entry.by_id}
    for user in filter(is_reached, hearers.values()):
        waits = entry.kind == REMINDED or user.letters == Wish.DAILY
        moment = min(next_opening(at), _due(entry) or at) if waits else at
        yield Letter(
            entry=entry,
            user=user,
            channel=choose(user, manner) or "",
            kind=entry.kind,
            language=language_of(user),
            written_at=at,
            next_try_at=max(moment, at),
        )


def _hearers(entry: Entry) -> Iterator[User]:
    """The addressees; of a report its issuer; of a miss whoever it went up to as well."""
    charges = charges_in(entry)
    if entry.kind == REPORTED:
        yield from (charge.directive.issued_by for charge in charges)
        return
    if entry.kind != ESCALATED:
        for charge in charges:
            yield from people_of(charge.unit_id)
    if entry.kind in UPWARD:
        yield from _above(entry, charges)


def _above(entry: Entry, charges: list[Charge]) -> Iterator[User]:
    climb = Climb.objects.filter(pk=entry.particulars.get("climb")).first()
    is_secret = any(charge.directive.is_secret for charge in charges)
    if climb is not None and is_secret and climb.step == 1:
        yield from (charge.directive.issued_by for charge in charges)
    elif climb is not None:
        yield from people_of(climb.unit_id)


def _due(entry: Entry) -> datetime | None:
    """Before what moment a reminder has to be there."""
    dues = [charge.due_at for charge in charges_in(entry)] if entry.kind == REMINDED else []
    return min(dues, default=None)
