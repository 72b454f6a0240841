"""Sighting: a head of RT or RW went and looked, before or after anybody at the city has read it.

Where the city asks them first, "it is so" lets a new case pass the gate. "It is not there" refuses
nothing: it is a word for whoever keeps the gate. The clocks run on, whoever looks or does not.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.holding import AlreadyClosed, is_verified, keep, sentence
from kentongan.casework.models import Case, Sighting
from kentongan.casework.verifying import verify_seen
from kentongan.journal.recording import record
from kentongan.neighbourhood.reaching import asks_neighbours, hold_around, reach_of
from kentongan.people.models import User
from kentongan.toolbox.refusals import Conflict


class AlreadyLooked(Conflict):
    code = "already_looked"
    sentence = _("You have already said what you saw.")


class NotAsked(Conflict):
    code = "neighbours_not_asked"
    sentence = _("This has been read already, or the city does not ask neighbours first.")


@transaction.atomic
def say_seen(case: Case, text: str, *, is_so: bool, by: User, at: datetime) -> Sighting:
    """Say what was seen; seen to be so, a case that nobody has read passes the gate.

    :raises NoSuchCase: if it lies in no neighbourhood of theirs
    :raises NotAsked: if the city does not ask, or somebody was first
    :raises AlreadyLooked: if they have said it before
    """
    held = hold_around(case, reach_of(by))
    if not held.is_open:
        raise AlreadyClosed
    if not asks_neighbours() or is_verified(held):
        raise NotAsked
    if Sighting.objects.filter(case=held, by=by).exists():
        raise AlreadyLooked
    row = Sighting.objects.create(
        case=held,
        neighbourhood_id=held.belonging.neighbourhood_id,
        is_so=is_so,
        text=sentence(text, field="text"),
        by=by,
        at=at,
    )
    told = {"row": row.pk, "is_so": is_so, "neighbourhood": row.neighbourhood_id}
    record("case.sighted", about=("case", held.pk), by=by, at=at, **told)
    if is_so:
        verify_seen(held, by=by, at=at)
    else:
        keep(held, at=at)
    return row
