"""Merging: two incidents are one event. Undone, what came over goes back, if it still stands."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.incidents.holding import IncidentOver, NoSuchIncident, hold_both
from kentongan.incidents.models import Incident, Merge, Spell
from kentongan.incidents.placing import lift, recount, set_down, standing
from kentongan.incidents.spells import begin_spell, end_spell
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.toolbox.refusals import Conflict, Unprocessable


class MergedIntoItself(Unprocessable):
    code = "merged_into_itself"
    sentence = _("Choose another incident: one cannot be merged into itself.")


class OtherKind(Unprocessable):
    code = "other_kind"
    sentence = _("These are different kinds of event; only two of one kind can be one.")


class UndoneAlready(Conflict):
    code = "undone_already"
    sentence = _("Somebody else has undone this already.")


@transaction.atomic
def merge(incident: Incident, into: Incident, *, by: User, at: datetime) -> Merge:
    """Put all witnesses of one incident under another, which goes on; the first is over.

    :raises IncidentOver: if either is
    :raises OtherKind: if they are of different kinds
    """
    if incident.pk == into.pk:
        raise MergedIntoItself(field="into")
    incident, into = hold_both(incident, into, by=by)
    if not (incident.is_open and into.is_open):
        raise IncidentOver
    if incident.kind_id != into.kind_id:
        raise OtherKind(field="into")
    merged = Merge.objects.create(incident=incident, into=into, by=by, at=at)
    traces = lift(standing(incident), by=by, at=at)
    count = set_down(traces, into, by=by, at=at, merge=merged)
    recount(into)
    end_spell(incident, Spell.Ending.MERGED, by=by, at=at)
    told = {"into": into.pk, "count": count, "row": merged.pk}
    record("incident.merged", about=("incident", incident.pk), by=by, at=at, **told)
    return merged


@transaction.atomic
def part(merged: Merge, *, by: User, at: datetime) -> Incident:
    """Undo a merge: the first incident stands again, with those of its witnesses that still do.

    What came to the other since stays there; what was taken out meanwhile stays out.

    :raises UndoneAlready: if somebody else was first
    :raises IncidentOver: if the other is over: reopen it first
    """
    incident, into = hold_both(merged.incident, merged.into, by=by)
    now = Merge.objects.select_for_update(of=("self",)).filter(pk=merged.pk).first()
    if now is None:
        raise NoSuchIncident
    if now.undone_at is not None:
        raise UndoneAlready
    if not into.is_open:
        raise IncidentOver
    now.undone_at, now.undone_by = at, by
    now.save(update_fields=["undone_at", "undone_by"])
    begin_spell(incident, at=at)
    traces = lift(standing(into).filter(merge=now), by=by, at=at)
    count = set_down(traces, incident, by=by, at=at)
    recount(incident)
    recount(into)
    told = {"into": into.pk, "count": count, "row": now.pk}
    record("incident.parted", about=("incident", incident.pk), by=by, at=at, **told)
    return incident
