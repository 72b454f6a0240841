"""Which ways are barred: where somebody wrote STOP, and where a letter came back as undeliverable.

What is barred is never written to. Another way takes its place, if there is one.
"""

from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import Q

from kentongan.dialogue.models import Reply
from kentongan.intake.addressing import address_on
from kentongan.intake.messages import OptOut
from kentongan.mailroom.choosing import Way, ways
from kentongan.mailroom.conversing import reply_of, talks_about
from kentongan.mailroom.models import Channel, Letter, Style
from kentongan.mailroom.readers import Dead, NoAddress, Stopped, reader_of


def open_way(letter: Letter, style: Style) -> Way:
    """Return the way a letter goes: by its own channel, or by another if that one is barred.

    :raises NoAddress: if its reader has no address any more
    :raises Stopped: if they wrote STOP wherever we know them
    :raises Dead: if letters to them came back from wherever we know them
    :raises Restricted: if they wish to hear nothing
    :raises Revoked: if the letter would bring a link that no longer holds
    """
    known = _known(letter, style)
    if not known:
        raise NoAddress(letter.pk)
    dead = _dead(letter)
    alive = [way for way in known if way.channel not in dead]
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
    if told is None:
        return list(ways(reader, style))
    talk = talks_about([told.pk]).get(told.pk)
    return list(ways(reader, style, came_by=told.channel, talk=talk))


def _dead(letter: Letter) -> set[str]:
    """Channels from which letters came back; an address that was added since is another one."""
    told = letter.service_request
    if told is None or told.reporter is None:
        return set(letter.bounced_on)
    back = Letter.objects.filter(service_request=told, bounced_at__gte=told.reporter.added_at)
    return {channel for came in back.values_list("bounced_on", flat=True) for channel in came}


def _stopped(known: Iterable[Way], reply: Reply | None) -> set[Way]:
    """Those with an open STOP; the reply to the very message that said so is still sent."""
    written = {way: address_on(way.channel, way.address) for way in known}
    asked = (Q(channel=way.channel, address__in={way.address, a}) for way, a in written.items())
    rows = OptOut.objects.filter(until=None).filter(reduce(or_, asked))
    if reply and reply.message:
        rows = rows.filter(since__lt=reply.message.received_at)
    barred = set(rows.values_list("channel", "address"))
    return {w for w, a in written.items() if {(w.channel, w.address), (w.channel, a)} & barred}
