"""Voiding: a sheet is lost, spoiled or blank, and somebody says so; found again, it is valid."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.journal.recording import record
from kentongan.paper.holding import end_of, hold
from kentongan.paper.models import PaperEnd, PaperForm
from kentongan.people.models import User
from kentongan.toolbox.refusals import Conflict, Unprocessable

REASONS = (PaperEnd.What.LOST, PaperEnd.What.SPOILED, PaperEnd.What.BLANK)


class NoReason(Unprocessable):
    code = "no_reason"
    sentence = _("Please choose whether it is lost, spoiled or blank.")


class NotVoid(Conflict):
    code = "not_void"
    sentence = _("This form is not void.")


@transaction.atomic
def void(form: PaperForm, why: str, *, by: User, at: datetime) -> PaperEnd:
    """Say that nothing will come of a sheet, and why.

    :raises NoReason: if it is none of the three
    :raises AlreadyEntered: if it is a service request
    :raises FormIsVoid: if somebody has said so
    """
    if why not in REASONS:
        raise NoReason(field="why")
    form = hold(form)
    end = PaperEnd.objects.create(form=form, what=why, by=by, at=at)
    record("paper.voided", about=("paper_form", form.pk), by=by, at=at, row=end.pk, reason=why)
    return end


@transaction.atomic
def recover(form: PaperForm, *, by: User, at: datetime) -> PaperForm:
    """Say that a void sheet has turned up: it is out again, and may be entered.

    :raises NotVoid: if it is not
    """
    held = PaperForm.objects.select_related("batch").select_for_update(of=("self",))
    form = held.get(pk=form.pk)
    end = end_of(form)
    if end is None or end.what == PaperEnd.What.ENTERED:
        raise NotVoid
    end.taken_back_by, end.taken_back_at = by, at
    end.save(update_fields=["taken_back_by", "taken_back_at"])
    record("paper.recovered", about=("paper_form", form.pk), by=by, at=at, row=end.pk)
    return form
