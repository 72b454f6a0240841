"""Which matter somebody writes about: the one that the letter told of which they answer.

Ids of letters can be guessed and senders of mail forged. So an answer counts only if it comes from
where the letter went; and it adds words to the matter, it opens nothing.
"""

from django.db.models import Q

from kentongan.intake.addressing import address_on
from kentongan.intake.messages import InboundMessage
from kentongan.intake.models import ServiceRequest
from kentongan.mailroom.choosing import address_of
from kentongan.mailroom.models import Letter


def matter_answered(message: InboundMessage) -> ServiceRequest | None:
    """Return the service request whose letter, or reply, a message answers (one statement)."""
    if not message.reply_to:
        return None
    named = Q(message_id=message.reply_to) | Q(provider_id=message.reply_to)
    letters = Letter.objects.filter(named, channel=message.channel).order_by("pk")
    joined = (
        *("service_request__reporter", "reply__conversation__service_request"),
        *("matter__reporter", "matter__service_request", "listener"),
    )
    for letter in letters.select_related(*joined)[:5]:
        matter, address = _matter(letter), _address(letter)
        if matter and address and address_on(letter.channel, address) == message.sender:
            return matter
    return None


def _matter(letter: Letter) -> ServiceRequest | None:
    if letter.reply:
        return letter.reply.conversation.service_request
    if letter.matter:
        return letter.matter.service_request
    return letter.service_request


def _address(letter: Letter) -> str:
    if letter.reply:
        return letter.reply.conversation.address
    if letter.listener:
        return letter.listener.address
    if letter.matter:
        return address_of(letter.matter.reporter, letter.channel)
    told = letter.service_request
    return address_of(told.reporter, letter.channel) if told else ""
