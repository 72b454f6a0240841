"""Dividing: it was two events. The chosen witnesses become an incident of their own."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.incidents.holding import IncidentOver, NoSuchIncident, hold_both, hold_open
from kentongan.incidents.merging import UndoneAlready
from kentongan.incidents.models import Incident, Spell, Split
from kentongan.incidents.placing import lift, recount, set_down, standing
from kentongan.incidents.spells import end_spell
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.toolbox.refusals import Unprocessable


class NothingChosen(Unprocessable):
    code = "nothing_chosen"
    sentence = _("Please tick the witnesses that tell of the other event.")


class AllChosen(Unprocessable):
    code = "all_chosen"
    sentence = _("You have ticked every witness. Leave those that tell of this event.")


@transaction.atomic
def divide(incident: Incident, traces: Iterable[int], *, by: User, at: datetime) -> Split:
    """Let the witnesses with these traces become an incident of their own, of the same kind.

    It is as old as the first report of it. Asked for twice, it is done once.

    :raises NothingChosen: if none of them stands under it
    :raises AllChosen: if none would be left
    """
    incident = hold_open(incident, by=by)
    ours = standing(incident)
    wanted = list(traces)
    chosen = list(ours.filter(trace__in=wanted).select_related("trace"))
    if not chosen:
        return _done(incident, wanted)
    if len(chosen) == ours.count():
        raise AllChosen(field="traces")
    first = min(each.trace.at for each in chosen)
    became = Incident.objects.create(kind=incident.kind, opened_at=first, opened_by=by)
    Spell.objects.create(incident=became, since=at)
    split = Split.objects.create(incident=incident, became=became, by=by, at=at)
    moving = lift(chosen, by=by, at=at)
    count = set_down(moving, became, by=by, at=at, split=split)
    recount(incident)
    recount(became)
    told = {"became": became.pk, "count": count, "row": split.pk}
    record("incident.divided", about=("incident", incident.pk), by=by, at=at, **told)
    return split


def _done(incident: Incident, traces: list[int]) -> Split:
    """Return the division that these very witnesses left it by, and that still holds."""
    left = Split.objects.filter(incident=incident, undone_at=None)
    for split in left.order_by("-pk"):
        if set(standing(split.became).values_list("trace", flat=True)) == set(traces):
            return split
    raise NothingChosen(field="traces")


@transaction.atomic
def reunite(split: Split, *, by: User, at: datetime) -> Incident:
    """Undo a division: all that stands under the incident it made goes back, and that one is over.

    :raises UndoneAlready: if somebody else was first
    :raises IncidentOver: if either is over meanwhile
    """
    incident, became = hold_both(split.incident, split.became, by=by)
    now = Split.objects.select_for_update(of=("self",)).filter(pk=split.pk).first()
    if now is None:
        raise NoSuchIncident
    if now.undone_at is not None:
        raise UndoneAlready
    if not (incident.is_open and became.is_open):
        raise IncidentOver
    now.undone_at, now.undone_by = at, by
    now.save(update_fields=["undone_at", "undone_by"])
    traces = lift(standing(became), by=by, at=at)
    count = set_down(traces, incident, by=by, at=at)
    end_spell(became, Spell.Ending.REUNITED, by=by, at=at)
    recount(incident)
    told = {"became": became.pk, "count": count, "row": now.pk}
    record("incident.reunited", about=("incident", incident.pk), by=by, at=at, **told)
    return incident
