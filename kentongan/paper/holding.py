"""Holding a form by its number, and seeing that nothing has become of it yet."""

from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kentongan.paper.models import PaperArrival, PaperEnd, PaperForm
from kentongan.paper.numbers import read_number
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import Conflict, NotFound, Unprocessable


class NoSuchForm(NotFound):
    code = "no_such_form"
    sentence = _("No form of this city has this number.")


class AlreadyEntered(Conflict):
    """The sheet has been typed in; `.end` says by whom, when, and as what."""

    code = "already_entered"
    sentence = _("This form has already been entered.")

    def __init__(self, end: PaperEnd) -> None:
        super().__init__(field="number")
        self.end = end


class FormIsVoid(Conflict):
    """It was noted as lost, spoiled or blank; `.end` says which."""

    code = "form_is_void"
    sentence = _("This form was noted as void. If it has turned up, take that back first.")

    def __init__(self, end: PaperEnd) -> None:
        super().__init__(field="number")
        self.end = end


class NotYet(Unprocessable):
    code = "day_in_the_future"
    sentence = _("This day has not come yet.")


class BeforePrinting(Unprocessable):
    code = "day_before_printing"
    sentence = _("On this day the form had not been printed yet.")


def find_form(typed: str) -> PaperForm:
    """Return the form of a number, as it was typed or scanned (one statement).

    :raises WrongNumber: if it is no number
    :raises NoSuchForm: if it is none of this city's
    """
    return _one(PaperForm.objects.select_related("batch"), read_number(typed))


def hold(form: PaperForm) -> PaperForm:
    """Lock a form of which nothing has become yet.

    :raises AlreadyEntered: if it is a service request
    :raises FormIsVoid: if it is lost, spoiled or blank
    """
    locked = PaperForm.objects.select_related("batch").select_for_update(of=("self",))
    held = _one(locked, form.number)
    see_free(held)
    return held


def see_free(form: PaperForm) -> None:
    """See that nothing has become of a form.

    :raises AlreadyEntered: if it is a service request
    :raises FormIsVoid: if it is lost, spoiled or blank
    """
    end = end_of(form)
    if end is not None:
        raise (AlreadyEntered if end.what == PaperEnd.What.ENTERED else FormIsVoid)(end)


def end_of(form: PaperForm) -> PaperEnd | None:
    """Return what became of a form, if anything has."""
    ends = form.ends.filter(taken_back_at=None)
    return ends.select_related("service_request__filing__case", "by").first()


def arrival_of(form: PaperForm) -> PaperArrival | None:
    """Return when it came, if that was noted."""
    return PaperArrival.objects.filter(form=form).first()


def check_day(day: date, form: PaperForm, *, at: datetime, field: str) -> None:
    """See that the sheet can have come on this day.

    :raises NotYet: if the day lies ahead
    :raises BeforePrinting: if the sheet did not exist
    """
    zone = directory().calendar.zone
    if day > at.astimezone(zone).date():
        raise NotYet(field=field)
    if day < form.batch.at.astimezone(zone).date():
        raise BeforePrinting(field=field)


def _one(forms: QuerySet[PaperForm], number: str) -> PaperForm:
    found = forms.filter(number=number).first()
    if found is None:
        raise NoSuchForm(field="number")
    return found
