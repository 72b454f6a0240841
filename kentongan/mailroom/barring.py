"""Which ways are barred: where somebody wrote STOP, and where a letter came back as undeliverable.

What is barred is never written to. Another way takes its place, if there is one.
"""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q

from kentongan.dialogue.models import Conversation, Reply
from kentongan.intake.addressing import address_on
from kentongan.intake.messages import OptOut
from kentongan.journal.models import Entry
from kentongan.mailroom.choosing import Way, ways
from kentongan.mailroom.conversing import Talks, reply_of, talks_about
from kentongan.mailroom.group_ways import ways_of
from kentongan.mailroom.models import Channel, Letter, Style
from kentongan.mailroom.readers import Dead, NoAddress, Stopped, reader_of

SEVERED = "dialogue.severed"


def open_way(letter: Letter, style: Style) -> Way:
    """Return the way a letter goes: by its own channel, or by another if that one is barred.

    :raises NoAddress: if its reader has no address any more
    :raises Stopped: if they wrote STOP wherever we know them
    :raises Dead: if letters came back from wherever we know them, or others are there now
    :raises Restricted: if they wish to hear nothing
    :raises Revoked: if the letter would bring a link that no longer holds
    """
    known = _known(letter, style)
    if not known:
        raise NoAddress(letter.pk)
    dead, gone = _dead(letter), _given_up(letter)
    alive = [w for w in known if w.channel not in dead and address_on(*w) not in gone]
    if not alive:
        raise Dead(letter.pk)
    stopped = _stopped(alive, letter.reply)
    free = [way for way in alive if way not in stopped]
    if not free:
        raise Stopped(letter.pk)
    return next((way for way in free if way.channel == letter.channel), free[0])


def _known(letter: Letter, style: Style) -> list[Way]:
    if letter.reply_id:
        letter.reply = reply_of(letter.reply_id)
        talk = letter.reply.conversation
        return [Way(Channel(talk.channel), talk.address)]
    reader, told = reader_of(letter), letter.service_request
    if letter.listener:
        hears = letter.listener.listens_since and letter.listener.address
        return [Way(Channel(letter.listener.channel), letter.listener.address)] if hears else []
    if letter.matter:
        return list(ways_of(letter.matter, style)) if reader else []
    if told is None:
        return list(ways(reader, style))
    opened = talks_about([told]).get(told.pk, Talks()).opened
    return list(ways(reader, style, came_by=told.channel, talk=opened))


def _dead(letter: Letter) -> set[str]:
    """Channels from which letters came back; an address that was added since is another one."""
    told = letter.service_request
    if told is None or told.reporter is None:
        return set(letter.bounced_on)
    back = Letter.objects.filter(service_request=told, listener=letter.listener_id)
    back = back.filter(bounced_at__gte=told.reporter.added_at)
    return {channel for came in back.values_list("bounced_on", flat=True) for channel in came}


def _given_up(letter: Letter) -> set[str]:
    """Addresses of which somebody said that they are not, or no more, this reporter's.

    What was said in a conversation before it was cut off is for nobody who is there now.
    """
    cut = Entry.objects.filter(kind=SEVERED, about="conversation")
    told, reply = letter.service_request, letter.reply
    if reply is not None:
        talks = Conversation.objects.filter(pk=reply.conversation_id)
    elif told is not None:
        talks = Conversation.objects.filter(service_request=told)
        cut = cut.filter(at__gte=told.reporter.added_at) if told.reporter else cut
    else:
        return set()
    found = talks.filter(pk__in=cut.values("about_id"))
    return set(found.values_list("address", flat=True))


def _stopped(known: Iterable[Way], reply: Reply | None) -> set[Way]:
    """Those with an open STOP; the reply to the very message that said so is still sent."""
    written = {way: address_on(way.channel, way.address) for way in known}
    asked = (Q(channel=way.channel, address__in={way.address, a}) for way, a in written.items())
    rows = OptOut.objects.filter(until=None).filter(reduce(or_, asked))
    if reply and reply.message:
        rows = rows.filter(since__lt=reply.message.received_at)
    barred = set(rows.values_list("channel", "address"))
    return {w for w, a in written.items() if {(w.channel, w.address), (w.channel, a)} & barred}
