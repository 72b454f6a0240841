"""What the telephone's pages call things: states, purposes, presences, what was done."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kentongan.calls.models import Agent, Call, Purpose, State

WORDS: dict[str, str | Promise] = {
    "fixed": gettext_lazy("Noted: they say that it is repaired. The matter has ended."),
    "not_fixed": gettext_lazy("Noted: they say that it is not. The matter is open again, one up."),
    "objection": gettext_lazy("The objection is kept; somebody else decides it."),
}
SAID: dict[str, str | Promise] = {
    "taken": gettext_lazy("You have it; the exchange connects you. Type on."),
    "case": gettext_lazy("The case is open. Read the code to the caller."),
    "added": gettext_lazy("Added to the matter."),
    "replied": gettext_lazy("Kept as the reply to our question; the deadlines run on."),
    **WORDS,
    "emergency": gettext_lazy("The emergency line is asked for. Stay until they answer."),
    "read_out": gettext_lazy(
        "The exchange did not transfer the call: ring the emergency line and read the summary out."
    ),
    "concluded": gettext_lazy("The call is wrapped up."),
    "presence": gettext_lazy("Noted."),
    "consent": gettext_lazy("Noted what the caller said about recording."),
    "back": gettext_lazy("Noted as called back."),
    "saved": gettext_lazy("Saved."),
    "extension": gettext_lazy("The extension is set."),
}


def state_words(call: Call) -> tuple[str, str]:
    """Return the look and the words of where a call stands."""
    known = {
        State.OFFERED: ("soon", _("arriving")),
        State.QUEUED: ("soon", _("waiting")),
        State.RINGING: ("soon", _("ringing")),
        State.ANSWERED: ("well", _("talking")),
        State.HELD: ("soon", _("on hold")),
        State.ENDED: ("calm", _("ended")),
        State.ABANDONED: ("calm", _("hung up before an answer")),
    }
    return known[State(call.state)]


def purposes() -> list[tuple[str, str]]:
    """Return what a call may have been for."""
    return [
        (str(Purpose.REPORT), _("a report")),
        (str(Purpose.STATUS), _("how a matter stands")),
        (str(Purpose.INFORMATION), _("information")),
        (str(Purpose.EMERGENCY), _("an emergency")),
        (str(Purpose.NOTHING), _("wrong number or silence")),
    ]


def presence_words(presence: str) -> tuple[str, str]:
    """Return the look and the words of somebody's presence."""
    known = {
        Agent.Presence.READY: ("well", _("ready")),
        Agent.Presence.RINGING: ("soon", _("it rings")),
        Agent.Presence.BUSY: ("calm", _("talking")),
        Agent.Presence.WRAP_UP: ("calm", _("wrapping up")),
        Agent.Presence.AWAY: ("calm", _("away")),
        Agent.Presence.OFFLINE: ("calm", _("not there")),
    }
    return known.get(Agent.Presence(presence), ("calm", presence))
