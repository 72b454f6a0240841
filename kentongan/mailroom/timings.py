"""What is written when the promise moves: the clocks stand still, run again, or were set anew."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kentongan.casework.models import Pause
from kentongan.catalogue.models import DeadlineRule
from kentongan.mailroom.wording import PROMISE, Particulars, Wording

PAUSES: Mapping[str, Promise] = {
    Pause.Reason.REPORTER: _("we wait for your answer"),
    Pause.Reason.AUTHORITY: _("we wait for another authority"),
    Pause.Reason.FORCE_MAJEURE: _("something beyond anybody's power keeps us from it"),
}


def _is_theirs(particulars: Particulars) -> bool:
    """Whether somebody other than the reporter is waited for: the question itself was a letter."""
    return particulars.get("reason") != Pause.Reason.REPORTER


def _moves_the_promise(particulars: Particulars) -> bool:
    is_promise = particulars.get("binds") == DeadlineRule.Binds.ACT
    return is_promise and particulars.get("was") != particulars.get("became")


TIMINGS: Mapping[str, Wording] = {
    "case.paused": Wording(
        _("Report %(reference)s has to wait"),
        _("Report %(reference)s has to wait; the deadline is paused."),
        (
            _(
                "The work on your report %(reference)s has to wait since %(when)s, because "
                "%(reason)s. The deadline stands still meanwhile."
            ),
            _("It waits until %(until)s at the longest; then the deadline runs on."),
        ),
        tells=_is_theirs,
    ),
    "case.resumed": Wording(
        _("Report %(reference)s goes on"),
        _("Report %(reference)s goes on; there is a new deadline."),
        (
            _("The work on your report %(reference)s goes on since %(when)s."),
            PROMISE,
        ),
        is_receipt=True,
    ),
    "deadline.recalculated": Wording(
        _("Report %(reference)s: another deadline"),
        _("Report %(reference)s: the deadline has moved by decree."),
        (
            _(
                "A decree has changed the working days or the rules. The deadline of your report "
                "%(reference)s was worked out again on %(when)s."
            ),
            PROMISE,
            _("How it was worked out you can read on the page below."),
        ),
        tells=_moves_the_promise,
    ),
}
