"""Closing an incident with its outcome, and opening it again; its cases go on by themselves."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.holding import sentence
from kentongan.incidents.holding import hold, hold_open
from kentongan.incidents.models import Incident, Outcome, Spell
from kentongan.incidents.spells import begin_spell, end_spell
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.toolbox.refusals import Conflict, Unprocessable


class NoOutcome(Unprocessable):
    code = "no_outcome"
    sentence = _("Please say how it ended.")


class StillOpen(Conflict):
    code = "still_open"
    sentence = _("This incident is open already.")


class GoneIntoAnother(Conflict):
    code = "gone_into_another"
    sentence = _("This incident has gone into another one. Undo that instead.")


@transaction.atomic
def close(incident: Incident, outcome: str, text: str, *, by: User, at: datetime) -> Spell:
    """End an incident: how it came out, and in a sentence why.

    :raises IncidentOver: if somebody else was first
    :raises WordsMissing: without a sentence
    """
    incident = hold_open(incident, by=by)
    if outcome not in Outcome.values:
        raise NoOutcome(field="outcome")
    said = {"outcome": outcome, "text": sentence(text, field="text")}
    spell = end_spell(incident, Spell.Ending.CLOSED, by=by, at=at, **said)
    told = {"outcome": outcome, "count": incident.witnesses.filter(until=None).count()}
    record("incident.closed", about=("incident", incident.pk), by=by, at=at, **told)
    return spell


@transaction.atomic
def reopen(incident: Incident, *, by: User, at: datetime) -> Spell:
    """Let a closed incident stand again, with the witnesses it has.

    :raises StillOpen: if it was never closed, or somebody else was first
    :raises GoneIntoAnother: if it was merged, or its division was undone
    """
    incident = hold(incident, by=by)
    if incident.is_open:
        raise StillOpen
    last = incident.spells.order_by("-until", "-pk").first()
    if last is None or last.ending != Spell.Ending.CLOSED:
        raise GoneIntoAnother
    spell = begin_spell(incident, at=at)
    record("incident.reopened", about=("incident", incident.pk), by=by, at=at)
    return spell
