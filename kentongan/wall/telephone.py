"""What is said of the telephone's entries; none is on the wall, the supervisor has a screen."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from kentongan.wall.tellings import Telling

TELEPHONE: Mapping[str, Telling] = {
    "call.started": Telling(_("A call was begun by hand"), is_shown=False),
    "call.accepted": Telling(_("A call was taken"), is_shown=False),
    "call.linked": Telling(_("A call was about a matter"), is_shown=False),
    "call.concluded": Telling(_("A call was wrapped up"), is_shown=False),
    "call.recording_answered": Telling(_("A caller was asked about recording"), is_shown=False),
    "call.emergency_handed": Telling(_("A call was handed to the emergency line"), is_shown=False),
    "call.offered": Telling(_("A call came in"), is_shown=False),
    "call.queued": Telling(_("A call waits in the queue"), is_shown=False),
    "call.rung": Telling(_("A call rings at a desk"), is_shown=False),
    "call.answered": Telling(_("A call is answered"), is_shown=False),
    "call.held": Telling(_("A call is on hold"), is_shown=False),
    "call.ended": Telling(_("A call has ended"), is_shown=False),
    "call.abandoned": Telling(_("A call ended before an answer"), is_shown=False),
    "call.reported": Telling(_("The exchange reported on a call"), is_shown=False),
    "call.called_back": Telling(_("Somebody was called back"), is_shown=False),
    "agent.placed": Telling(_("Somebody was given an extension"), is_shown=False),
    "agent.changed": Telling(_("Somebody at a telephone changed state"), is_shown=False),
    "command.asked": Telling(_("The exchange was asked for something"), is_shown=False),
    "command.obeyed": Telling(_("The exchange did as asked"), is_shown=False),
    "command.failed": Telling(_("The exchange did not do as asked"), is_shown=False),
    "pbx.connected": Telling(_("An exchange was connected"), is_shown=False),
    "pbx.disconnected": Telling(_("An exchange was disconnected"), is_shown=False),
}
