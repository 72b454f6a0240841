"""Spells: the times in which an incident was open, one ended and the next begun.

Whoever calls holds the incident, and writes down what was done.
"""

from datetime import datetime

from kentongan.incidents.models import Incident, Spell
from kentongan.people.models import User


def begin_spell(incident: Incident, *, at: datetime) -> Spell:
    """Let an incident stand from now on."""
    incident.closed_at = None
    incident.save(update_fields=["closed_at"])
    return Spell.objects.create(incident=incident, since=at)


def end_spell(
    incident: Incident,
    ending: Spell.Ending,
    *,
    by: User,
    at: datetime,
    outcome: str = "",
    text: str = "",
) -> Spell:
    """Let an incident stand no longer."""
    spell = Spell.objects.get(incident=incident, until=None)
    spell.until, spell.ending, spell.ended_by = max(at, spell.since), ending, by
    spell.outcome, spell.text = outcome, text
    spell.save()
    incident.closed_at = spell.until
    incident.save(update_fields=["closed_at"])
    return spell
