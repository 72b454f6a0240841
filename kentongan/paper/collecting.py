"""Collecting: sheets come back filled in, and are noted at once, long before they are typed."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.journal.recording import record
from kentongan.paper.holding import arrival_of, check_day, hold
from kentongan.paper.models import PaperArrival, PaperForm
from kentongan.people.models import User
from kentongan.toolbox.refusals import Conflict


class AlreadyCollected(Conflict):
    code = "already_collected"
    sentence = _("This form has already been noted as received.")


@transaction.atomic
def collect(form: PaperForm, day: date, *, by: User, at: datetime) -> PaperArrival:
    """Note that the city has a sheet since that day; its clocks will run from there.

    :raises AlreadyCollected: if that has been noted
    :raises Conflict: if something has become of it already
    :raises Unprocessable: if it cannot have come on that day
    """
    form = hold(form)
    check_day(day, form, at=at, field="day")
    if arrival_of(form) is not None:
        raise AlreadyCollected(field="number")
    arrival = PaperArrival.objects.create(form=form, day=day, by=by, at=at)
    about = ("paper_form", form.pk)
    record("paper.collected", about=about, by=by, at=at, day=day.isoformat())
    return arrival
