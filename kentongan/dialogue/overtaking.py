"""Overtaken: written before a number was given up, and worked only afterwards.

The words belong to the matter of whoever wrote them, and the reply to nobody: whoever has the
number now is a stranger.
"""

from datetime import datetime

from kentongan.dialogue.finding import Found
from kentongan.dialogue.following import follow
from kentongan.dialogue.heeding import Heed
from kentongan.dialogue.models import Conversation
from kentongan.dialogue.threading import SEVERED
from kentongan.intake.messages import WhyAside
from kentongan.journal.models import Entry


def written_in(heed: Heed) -> Conversation | None:
    """Return the thread in which a message was written, if its number was given up since."""
    message, thread = heed.message, heed.thread
    if message.received_at > thread.began_at:
        return None
    theirs = Conversation.objects.filter(channel=thread.channel, address=thread.address)
    ended = theirs.select_for_update(of=("self",)).filter(ended_at__gte=message.received_at)
    last = ended.order_by("-pk").first()
    if last is None:
        return None
    cut = Entry.objects.filter(about="conversation", about_id=last.pk, kind=SEVERED)
    return last if cut.filter(particulars__moved=True).exists() else None


def take_late(heed: Heed, thread: Conversation, *, at: datetime) -> None:
    """Do what it wishes about the matter it was written about, without a word to anybody."""
    heed.thread, heed.is_silent = thread, True
    if thread.service_request is None:
        heed.because = WhyAside.UNREADABLE
        return
    follow(heed, Found(thread.service_request, is_known_by_secret=True), at=at)
    thread.listens_since = None
