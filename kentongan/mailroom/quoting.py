"""A reply in a conversation goes out word for word: without greeting, letterhead or signature."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from kentongan.dialogue.models import Reply
from kentongan.mailroom.conversing import is_talk
from kentongan.mailroom.letterheads import Letterhead
from kentongan.mailroom.models import Letter
from kentongan.mailroom.parcels import Parcel

SUBJECT = _("Your message to %(city)s")
"""Never their own: nobody is to have words of theirs sent to a stranger in the city's name."""
LONGEST_BLANK = 900
"""Signs; a template's body may have 1024 in all."""


def quote(letter: Letter, reply: Reply, head: Letterhead) -> Parcel:
    """Return a reply as it goes out (at most two statements)."""
    talk, told = reply.conversation, reply.conversation.service_request
    with override(letter.language):
        subject = str(SUBJECT) % {"city": head.city}
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
