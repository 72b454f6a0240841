"""What is written while the work goes on."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from kentongan.casework.models import Answer, Claim, Inquiry, Invitation
from kentongan.intake.models import DataRequest
from kentongan.mailroom.wording import OPPOSE, PROMISE, UNIT, Particulars, Wording


def is_first(particulars: Particulars) -> bool:
    """The first dispute brings the case back; what others add later needs no letter."""
    return particulars.get("way") != "reporter" or particulars.get("voices", 1) == 1


SAYINGS: Mapping[str, Wording] = {
    "request.received": Wording(
        _("Report %(reference)s has arrived"),
        _("Report %(reference)s has arrived. Thank you."),
        (
            _("Thank you for your report. It arrived on %(when)s under the number %(reference)s."),
            UNIT,
            PROMISE,
        ),
        is_receipt=True,
    ),
    "case.reporter_asked": Wording(
        _("Report %(reference)s: we have a question"),
        _("Report %(reference)s: %(unit)s asks you:"),
        (
            _("Thank you for your report %(reference)s. To go on, %(unit)s asks you:"),
            _("Please answer on the page below; the answer reaches the officer at once."),
        ),
        quotes=Inquiry,
        how=_("Please answer here:"),
        how_here=_("Just reply to this message, or answer here:"),
    ),
    "case.answered": Wording(
        _("Report %(reference)s: an answer"),
        _("Report %(reference)s: there is an answer for you."),
        (
            _("About your report %(reference)s, %(unit)s wrote on %(when)s:"),
            _("The work goes on; you will hear when it is done."),
        ),
        quotes=Answer,
        how="",
    ),
    "case.claimed": Wording(
        _("Report %(reference)s: the work is said to be done. Is it?"),
        _("Report %(reference)s is said to be done."),
        (
            _("About your report %(reference)s, %(unit)s said on %(when)s that this was done:"),
            OPPOSE,
        ),
        quotes=Claim,
        how=_("Is it? Say yes or no here:"),
        how_here=_("Is it? Just reply YES or NOT YET to this message, or say it here:"),
    ),
    "case.disputed": Wording(
        _("Report %(reference)s is taken up again"),
        _("Report %(reference)s is taken up again: it was not done."),
        (
            _(
                "The work on your report %(reference)s was said to be done, but somebody looked "
                "and it is not. It was taken up again on %(when)s, one step higher."
            ),
            UNIT,
            PROMISE,
        ),
        tells=is_first,
    ),
    "case.reopened": Wording(
        _("Report %(reference)s is taken up again"),
        _("Report %(reference)s is taken up again."),
        (_("Your report %(reference)s was taken up again on %(when)s."), UNIT, PROMISE),
    ),
    "case.voice_separated": Wording(
        _("Report %(reference)s is worked on by itself"),
        _("Report %(reference)s is now worked on by itself."),
        (
            _(
                "Your report %(reference)s had been put together with another. On %(when)s it "
                "was found to be a matter of its own, and is now worked on by itself."
            ),
            UNIT,
            PROMISE,
        ),
        is_for_one=True,
    ),
    "case.party_invited": Wording(
        _("A question about report %(reference)s"),
        _("%(city)s asks %(name)s about report %(reference)s. Please answer here:"),
        (
            _("About report %(reference)s, %(unit)s asks you:"),
            _(
                "Please answer in words or pictures on the page below, by %(until)s. You need no "
                "account. Keep the address to yourself: whoever has it answers in your name."
            ),
        ),
        quotes=Invitation,
    ),
    "data_request.declined": Wording(
        _("Report %(reference)s: about your data"),
        _("Report %(reference)s: an answer about your data."),
        (
            _(
                "You asked for something about your data in report %(reference)s. On %(when)s we "
                "had to say no. The reason:"
            ),
            _("If you do not agree, tell us: %(contact)s"),
        ),
        quotes=DataRequest,
    ),
    "data_request.fulfilled": Wording(
        _("Report %(reference)s: about your data"),
        _("Report %(reference)s: what you asked about your data is done."),
        (_("What you asked about your data in report %(reference)s was done on %(when)s."),),
        quotes=DataRequest,
    ),
}
