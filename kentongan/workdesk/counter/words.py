"""What the counter's pages call things, and how a number is called out."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kentongan.counter.models import Hearing, Office, State, Ticket
from kentongan.counter.purposes import purposes_of
from kentongan.face.worded import worded
from kentongan.workdesk.telephone.spelling import DIGITS
from kentongan.workdesk.telephone.words import WORDS

SAID: dict[str, str | Promise] = {
    "seated": gettext_lazy("Noted where you sit."),
    "taken": gettext_lazy("The number is handed out."),
    "again": gettext_lazy("Called once more."),
    "here": gettext_lazy("They have come."),
    "absent": gettext_lazy("Noted: they were not there. They can still be called later today."),
    "done": gettext_lazy("Finished. You may call the next."),
    "found": gettext_lazy("This is the matter. Read out how it stands."),
    "added": gettext_lazy("Added to the matter."),
    "replied": gettext_lazy("Kept as the reply to our question; the deadlines run on."),
    **WORDS,
    "told": gettext_lazy("Noted: the answer was told here."),
    "opened": gettext_lazy("The counter is open."),
    "closed": gettext_lazy("This counter hands out no more numbers."),
    "tablet_closed": gettext_lazy("The tablet is shut out."),
}


def state_words(ticket: Ticket) -> tuple[str, str]:
    """Return the look and the words of where a number stands."""
    known = {
        State.WAITING: ("soon", _("waiting")),
        State.CALLED: ("soon", _("called")),
        State.SERVED: ("well", _("being served")),
        State.DONE: ("calm", _("done")),
        State.ABSENT: ("calm", _("not there")),
    }
    return known[State(ticket.state)]


def hearings() -> list[tuple[str, str]]:
    """Return how somebody may wish to hear the answer."""
    return [
        (str(Hearing.CALL), _("ring me up")),
        (str(Hearing.SMS), _("by SMS")),
        (str(Hearing.PICK_UP), _("I come to the counter")),
    ]


def purpose_words(office: Office, letter: str) -> str:
    """Return what a letter stands for; the letter where it is no longer used."""
    named = {purpose.letter: purpose.names for purpose in purposes_of(office.purposes)}
    return worded(named[letter]) if letter in named else letter


def called_out(ticket: Ticket) -> str:
    """Return the sentence that is spoken in the lobby, digit by digit."""
    digits = " ".join(str(DIGITS[each]) for each in f"{ticket.number:03}")
    names = {"letter": ticket.letter, "digits": digits, "window": ticket.window}
    return _("Number %(letter)s, %(digits)s, to counter %(window)s.") % names
