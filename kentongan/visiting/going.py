"""Going: setting out, ending, or calling it off. What was not reached is offered again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.holding import sentence
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.toolbox.refusals import Conflict, Unprocessable
from kentongan.visiting.holding import hold_ahead
from kentongan.visiting.models import Visit


class NoStops(Unprocessable):
    code = "no_stops"
    sentence = _("This visit has no stops yet.")


class SetOutAlready(Conflict):
    code = "set_out_already"
    sentence = _("Somebody has already set out on this visit.")


class NotSetOut(Conflict):
    code = "not_set_out"
    sentence = _("Nobody has set out on this visit yet.")


@transaction.atomic
def set_out(visit: Visit, *, by: User, at: datetime) -> Visit:
    """Go; from now on can be told what is found.

    :raises NoStops: if there is nowhere to go
    :raises SetOutAlready: if somebody has gone
    """
    visit = hold_ahead(visit, by=by)
    if visit.set_out_at is not None:
        raise SetOutAlready
    stops = visit.stops.count()
    if not stops:
        raise NoStops
    visit.set_out_at = at
    visit.save(update_fields=["set_out_at"])
    record(
        "visit.started", about=("visit", visit.pk), by=by, at=at, unit=visit.unit_id, stops=stops
    )
    return visit


@transaction.atomic
def end(visit: Visit, *, by: User, at: datetime) -> Visit:
    """Come back; what was not reached stays open and is offered next time.

    :raises NotSetOut: if nobody went: then it is called off
    """
    visit = hold_ahead(visit, by=by)
    if visit.set_out_at is None:
        raise NotSetOut
    visit.over_at = at
    visit.save(update_fields=["over_at"])
    told = {"unit": visit.unit_id, "stops": visit.stops.count(), "left": _leave(visit)}
    record("visit.ended", about=("visit", visit.pk), by=by, at=at, **told)
    return visit


@transaction.atomic
def call_off(visit: Visit, reason: str, *, by: User, at: datetime) -> Visit:
    """Call it off, before or on the way; what has been told stays told.

    :raises WordsMissing: without a reason
    """
    visit = hold_ahead(visit, by=by)
    visit.reason = sentence(reason, field="reason")
    visit.over_at, visit.is_called_off = at, True
    visit.save(update_fields=["reason", "over_at", "is_called_off"])
    told = {"unit": visit.unit_id, "left": _leave(visit)}
    record("visit.cancelled", about=("visit", visit.pk), by=by, at=at, **told)
    return visit


def _leave(visit: Visit) -> int:
    """Mark the stops of which nothing was told; return how many."""
    return visit.stops.filter(outcome="").update(is_left=True)
