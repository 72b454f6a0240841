"""Listening: whoever writes with the code of what somebody else reported hears of it, too.

The code opens the matter, not the letters of who reported it: those go on as before. Whoever only
asks how it stands is told that once; who adds something, or wishes so, is told what follows.
"""

from datetime import datetime

from kentongan.dialogue.belonging import is_theirs
from kentongan.dialogue.heeding import Heed
from kentongan.dialogue.models import Conversation
from kentongan.dialogue.threading import begin_anew
from kentongan.intake.models import ServiceRequest


def turn_to(heed: Heed, told: ServiceRequest, *, at: datetime) -> None:
    """Let a thread be about a matter from now on; what it was about keeps a thread of its own."""
    about = heed.thread.service_request_id
    if about and about != told.pk:
        heed.thread = begin_anew(heed.thread, at=at)
    heed.thread.service_request = told


def listen(thread: Conversation, told: ServiceRequest, *, at: datetime) -> bool:
    """Tell them too what becomes of it; False where they are told as it is."""
    if thread.service_request_id != told.pk or thread.listens_since or is_theirs(told, thread):
        return False
    thread.listens_since = at
    return True
