"""Writing down: a line in the log, a step of the checklist ticked off or put back."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.holding import sentence
from kentongan.incidents.holding import hold, hold_open
from kentongan.incidents.models import Incident, LogLine, Step, Tick
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.toolbox.refusals import Conflict, NotFound

SAME_FOR = timedelta(minutes=1)
"""So long the very same line from the same person is a second press; later it is so once more."""


class NoSuchStep(NotFound):
    code = "no_such_step"
    sentence = _("There is no such step on the checklist of this incident.")


class TickedAlready(Conflict):
    code = "ticked_already"
    sentence = _("Somebody else has ticked this step already.")


class NotTicked(Conflict):
    code = "not_ticked"
    sentence = _("This step is not ticked; somebody else has put it back.")


@transaction.atomic
def log(incident: Incident, text: str, *, by: User, at: datetime) -> LogLine:
    """Write a line into the log, of an incident that is over, too; pressed twice, once.

    :raises WordsMissing: if there is nothing to write
    """
    incident = hold(incident, by=by)
    said = sentence(text, field="text")
    last = LogLine.objects.filter(incident=incident, at__gt=at - SAME_FOR).order_by("-at", "-pk")
    before = last.filter(by=by).first()
    if before is not None and before.text == said:
        return before
    line = LogLine.objects.create(incident=incident, text=said, by=by, at=at)
    record("incident.logged", about=("incident", incident.pk), by=by, at=at, row=line.pk)
    return line


@transaction.atomic
def tick(incident: Incident, step: int, *, by: User, at: datetime) -> Tick:
    """Tick a step of the checklist off.

    :raises NoSuchStep: if it is on another list
    :raises TickedAlready: if somebody else was first
    """
    incident = hold_open(incident, by=by)
    found = _step(incident, step)
    if incident.ticks.filter(step=found, undone_at=None).exists():
        raise TickedAlready
    done = Tick.objects.create(incident=incident, step=found, by=by, at=at)
    record("incident.ticked", about=("incident", incident.pk), by=by, at=at, step=found.pk)
    return done


@transaction.atomic
def untick(incident: Incident, step: int, *, by: User, at: datetime) -> Tick:
    """Put a step back: it is still to be done.

    :raises NotTicked: if somebody else was first
    """
    incident = hold_open(incident, by=by)
    done = incident.ticks.filter(step=_step(incident, step), undone_at=None).first()
    if done is None:
        raise NotTicked
    done.undone_at, done.undone_by = at, by
    done.save(update_fields=["undone_at", "undone_by"])
    record("incident.unticked", about=("incident", incident.pk), by=by, at=at, step=step)
    return done


def _step(incident: Incident, step: int) -> Step:
    found = Step.objects.filter(pk=step, kind=incident.kind_id).first()
    if found is None:
        raise NoSuchStep
    return found
