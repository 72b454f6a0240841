"""A reply in a conversation goes out word for word: without greeting, letterhead or signature.

A mail is answered under its own subject, so that it is found beside it.
"""

import re

from django.db.models import BinaryField
from django.db.models.functions import Substr
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from kentongan.dialogue.models import Reply
from kentongan.intake.mail.headers import header
from kentongan.intake.mail.reading import parse
from kentongan.intake.messages import InboundMessage
from kentongan.mailroom.conversing import is_talk
from kentongan.mailroom.letterheads import Letterhead
from kentongan.mailroom.models import Channel, Letter
from kentongan.mailroom.parcels import Parcel
from kentongan.toolbox.codes import without

SUBJECT = _("Your message to %(city)s")
"""Where theirs says nothing, or leads somewhere: senders are forged, and nobody is to have an
address or a number of theirs sent to a stranger in the city's name."""
LONGEST_BLANK = 900
"""Signs; a template's body may have 1024 in all."""
LONGEST_SUBJECT = 120
HEAD = 64 * 2**10
"""Bytes of a mail in which its head lies."""
_ANSWERS = re.compile(
    r"^(?:(?:re|bls|balas|balasan|fw|fwd|aw|sv)\s*(?:\[\d+\])?:\s*)+", re.IGNORECASE
)
_HOSTS = "com|net|org|id|co|io|info|xyz|me|ly|link|site|online|shop|top|biz|app|club|live|vip"
_LEADS = re.compile(rf"://|www\.|@|\w\.(?:{_HOSTS})\b|\d[\d\s.-]{{6,}}", re.IGNORECASE)


def quote(letter: Letter, reply: Reply, head: Letterhead) -> Parcel:
    """Return a reply as it goes out (at most three statements)."""
    talk, told = reply.conversation, reply.conversation.service_request
    with override(letter.language):
        subject = _subject_of(reply) or str(SUBJECT) % {"city": head.city}
    link = head.link(told.code) if told else head.base
    return Parcel(
        key=letter.message_id,
        to=talk.address,
        subject=subject,
        text=f"{reply.text.rstrip()}\n",
        language=letter.language,
        written_at=letter.written_at,
        sender=head.sender,
        sender_name=head.city,
        reply_to=head.reply_to,
        channel=letter.channel,
        short=reply.text.strip(),
        blanks=(told.reference if told else "–", reply.text[:LONGEST_BLANK], link),
        is_talk=is_talk(talk, at=letter.taken_at or letter.written_at),
        answers=reply.message.channel_message_id if reply.message else "",
    )


def _subject_of(reply: Reply) -> str:
    """Return "Re:" and what the mail was called that is answered; "" where there is nothing."""
    if reply.message is None or reply.conversation.channel != Channel.EMAIL:
        return ""
    answered = InboundMessage.objects.filter(pk=reply.message.pk)
    start = Substr("raw", 1, HEAD, output_field=BinaryField())
    raw = answered.annotate(head=start).values_list("head", flat=True).first()
    named = header(parse(bytes(raw or b"")), "Subject")
    bare = _ANSWERS.sub("", " ".join(named.split()), count=1).strip()[:LONGEST_SUBJECT]
    told = reply.conversation.service_request
    bare = without(bare, told.code).strip() if told else bare
    return f"Re: {bare}" if bare and not _LEADS.search(bare) else ""
