"""What is written about each kind of entry. A kind that is not here moves nobody to write.

A subject names the report by its reference alone: subjects are read on lock screens, and what a
report is about may be private. Nothing the reporter typed is repeated either: otherwise anybody
could have words of their own sent to anybody's address in the city's name.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kentongan.casework.models import Disposition


@dataclass(frozen=True, slots=True)
class Wording:
    """A subject, and paragraphs of which those that cannot be filled are left out."""

    subject: Promise
    paragraphs: tuple[Promise, ...]
    quotes: str = ""
    """Which rows of the case hold an officer's words for the reporter; they follow the first
    paragraph."""


UNIT = _("%(unit)s is responsible for it.")
PROMISE = _("You will have an answer by %(promised)s at the latest.")
OBJECT = _(
    "If you do not agree, tell us, naming the tracking code below; somebody else will look at it "
    "again. You reach us here: %(contact)s"
)

WORDINGS: Mapping[str, Wording] = {
    "request.received": Wording(
        _("Report %(reference)s has arrived"),
        (
            _("Thank you for your report. It arrived on %(when)s under the number %(reference)s."),
            UNIT,
            PROMISE,
        ),
    ),
    "case.reporter_asked": Wording(
        _("Report %(reference)s: we have a question"),
        (
            _("Thank you for your report %(reference)s. To go on, %(unit)s asks you:"),
            _("Please answer on the page below; the answer reaches the officer at once."),
        ),
        quotes="inquirys",
    ),
    "case.answered": Wording(
        _("Report %(reference)s: an answer"),
        (
            _("About your report %(reference)s, %(unit)s wrote on %(when)s:"),
            _("The work goes on; you will hear when it is done."),
        ),
        quotes="answers",
    ),
    "case.claimed": Wording(
        _("Report %(reference)s: is it fixed?"),
        (
            _("%(unit)s says that your report %(reference)s was done on %(when)s, and writes:"),
            _("Is it fixed? Please tell us on the page below; if it is not, the work goes on."),
            _("Thank you for helping to look after the city."),
        ),
        quotes="claims",
    ),
    "case.refused": Wording(
        _("Report %(reference)s could not be taken up"),
        (
            _(
                "Thank you for your report %(reference)s. We are sorry: on %(when)s it was not "
                "taken up, because %(reason)s. %(unit)s writes:"
            ),
            OBJECT,
        ),
        quotes="dispositions",
    ),
    "case.reopened": Wording(
        _("Report %(reference)s is taken up again"),
        (_("Your report %(reference)s was taken up again on %(when)s."), UNIT, PROMISE),
    ),
}

GREETING = _("Dear resident,")
LINK = _("How it stands, at any time:")
CODE = _(
    "Your tracking code is %(code)s. Whoever has it can read this report; keep it to yourself."
)
SIGNATURE = _("This letter was written by the city's system.")

_REASON = Disposition.Reason
REASONS: Mapping[str, Promise] = {
    _REASON.INCOMPLETE: _("something needed is missing"),
    _REASON.NOT_OURS: _("this belongs to another authority"),
    _REASON.DUPLICATE: _("this has already been reported"),
    _REASON.UNFOUNDED: _("we found nothing of this on the spot"),
    _REASON.ABUSIVE: _("the words attack somebody"),
    _REASON.IN_COURT: _("the matter lies before a court"),
}
