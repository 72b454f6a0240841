"""What the pages of the paper forms call things: how a form stands, what was done."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kentongan.paper.hearing import Hearing
from kentongan.paper.models import PaperEnd

SAID: dict[str, str | Promise] = {
    "printed": gettext_lazy("The forms are drawn up. Open the file and print it."),
    "printed_before": gettext_lazy(
        "These forms were drawn up a moment ago: it is one batch, in the list below. For a second "
        "one say something else under “For what”."
    ),
    "entered": gettext_lazy("Entered. The next sheet, please."),
    "collected": gettext_lazy("Noted as received."),
    "voided": gettext_lazy("Noted: nothing will come of this form."),
    "recovered": gettext_lazy("It is valid again."),
}


def state_words(what: str | None, is_here: bool) -> tuple[str, str]:
    """Return the look and the words of how a form stands.

    :param what: what became of it; None or "" for nothing yet
    """
    if not what:
        return ("soon", _("received, not entered")) if is_here else ("calm", _("still out"))
    known = {
        PaperEnd.What.ENTERED: ("well", _("entered")),
        PaperEnd.What.LOST: ("late", _("lost")),
        PaperEnd.What.SPOILED: ("calm", _("spoiled")),
        PaperEnd.What.BLANK: ("calm", _("blank")),
    }
    return known[PaperEnd.What(what)]


def hearings() -> list[tuple[str, str]]:
    """Return how they wish to hear the answer, as the sheet has it."""
    return [
        (str(Hearing.SMS), _("by SMS or WhatsApp")),
        (str(Hearing.CALL), _("by a call")),
        (str(Hearing.ASKING), _("I come and ask")),
    ]


def reasons() -> list[tuple[str, str]]:
    """Return why a form may become void."""
    return [
        (str(PaperEnd.What.LOST), _("lost")),
        (str(PaperEnd.What.SPOILED), _("spoiled: torn, wet, unreadable")),
        (str(PaperEnd.What.BLANK), _("came back blank")),
    ]
