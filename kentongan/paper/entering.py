"""Entering: what stands on a sheet becomes a service request, once, with the clocks of the day
the city had the paper."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.opening import take_in
from kentongan.intake.models import Channel
from kentongan.intake.report import Report
from kentongan.journal.recording import record
from kentongan.paper.holding import arrival_of, check_day, hold
from kentongan.paper.models import PaperEnd, PaperForm
from kentongan.people.models import User
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import Unprocessable


class WrittenLater(Unprocessable):
    code = "written_later"
    sentence = _("The sheet cannot have been written after the city received it.")


@dataclass(frozen=True, slots=True)
class Days:
    """The day the city had the paper, and the date somebody wrote on it."""

    received: date | None = None
    """None: the day on which it was collected, else today."""
    written: date | None = None


@transaction.atomic
def enter(form: PaperForm, report: Report, days: Days, *, by: User, at: datetime) -> PaperEnd:
    """Open a case on what stands on a sheet; pictures are of the sheet itself, and never public.

    :raises AlreadyEntered: if somebody was first
    :raises FormIsVoid: if it was noted as lost, spoiled or blank
    :raises Unprocessable: if the report or a day cannot be used
    """
    form = hold(form)
    day = days.received or _collected(form) or _today(at)
    check_day(day, form, at=at, field="received")
    if days.written is not None and days.written > day:
        raise WrittenLater(field="written")
    service_request = take_in(_on_paper(report, form, day, at), at=at)
    service_request.photos.update(is_record=True)
    end = PaperEnd.objects.create(
        form=form, what=PaperEnd.What.ENTERED, service_request=service_request,
        day=day, written_on=days.written, by=by, at=at,
    )  # fmt: skip
    told = {"row": end.pk, "request": service_request.pk, "day": day.isoformat()}
    record("paper.entered", about=("paper_form", form.pk), by=by, at=at, **told)
    return end


def _on_paper(report: Report, form: PaperForm, day: date, at: datetime) -> Report:
    return replace(
        report,
        channel=Channel.PAPER,
        idempotency_key=f"paper:{form.number}",
        received_at=began(day, form, at=at),
        is_unasked=True,
    )


def began(day: date, form: PaperForm, *, at: datetime) -> datetime:
    """Return the moment from which the clocks run: now, or when the office opened on that day.

    Paper says a day and no hour; in doubt for whoever wrote. Where the office was closed it is
    midnight; never before the sheet was printed.
    """
    calendar = directory().calendar
    if day == _today(at):
        return at
    opens = calendar.opening(day) or datetime.combine(day, time(), calendar.zone)
    return max(opens, form.batch.at)


def _collected(form: PaperForm) -> date | None:
    arrival = arrival_of(form)
    return arrival.day if arrival else None


def _today(at: datetime) -> date:
    return at.astimezone(directory().calendar.zone).date()
