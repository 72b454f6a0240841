"""The forms by which the clocks of a case are stopped and started again."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kentongan.casework.models import Case
from kentongan.casework.pausing import LimitOutOfBounds, Reason, pause, resume
from kentongan.people.models import User
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import Unprocessable

REASONS: dict[str, str | Promise] = {
    Reason.REPORTER: _("we wait for the reporter"),
    Reason.AUTHORITY: _("we wait for another authority"),
    Reason.FORCE_MAJEURE: _("something stronger than us"),
}


class NoReason(Unprocessable):
    code = "no_reason"
    sentence = _("Please choose one.")


def _pause(case: Case, form: QueryDict, by: User, at: datetime) -> Any:
    chosen = form.get("reason", "")
    if chosen not in Reason.values:
        raise NoReason(field="reason")
    return pause(case, Reason(chosen), form.get("text", ""), _until(form), by=by, at=at)


def _until(form: QueryDict) -> datetime | None:
    """The end of the day typed, in the city's time; None for as long as the reason allows."""
    typed = form.get("until", "").strip()
    if not typed:
        return None
    calendar = directory().calendar
    try:
        day = date.fromisoformat(typed)
        return calendar.closing(day) or datetime.combine(day, time(23, 59), calendar.zone)
    except (ValueError, OverflowError):
        raise LimitOutOfBounds(field="until") from None


def _resume(case: Case, form: QueryDict, by: User, at: datetime) -> Any:
    return resume(case, by=by, at=at)


STOPPING: dict[str, Callable[[Case, QueryDict, User, datetime], Any]] = {
    "pause": _pause,
    "resume": _resume,
}
