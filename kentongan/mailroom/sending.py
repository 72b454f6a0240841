"""Sending: take a letter, compose it, hand it over, settle what became of it.

A letter whose fate is unknown, because its sender died between the server's yes and our note, or
because the line broke, goes out again under the same Message-ID.
"""

import logging
from datetime import datetime
from enum import Enum

from kentongan.mailroom.barring import open_way
from kentongan.mailroom.composing import compose
from kentongan.mailroom.letterheads import Letterhead
from kentongan.mailroom.models import Channel, Letter, Reason
from kentongan.mailroom.parcels import Away, Kept, Outbound, Parcel, Postponed, Rejected, Unsure
from kentongan.mailroom.readers import (
    Dead,
    Hidden,
    NoAddress,
    Overtaken,
    Restricted,
    Revoked,
    Stopped,
    Unwanted,
)
from kentongan.mailroom.resting import is_quiet
from kentongan.mailroom.settling import (
    excuse,
    note_failed,
    note_sent,
    postpone,
    redirect,
    withdraw,
)
from kentongan.mailroom.taking import take
from kentongan.places.directory import directory

log = logging.getLogger(__name__)
MOST_DEATHS = 20
"""A letter that makes its sender crash is set aside in the end; ordinary tries end far sooner."""

UNSENT: dict[type[LookupError], Reason] = {
    NoAddress: Reason.NO_ADDRESS,
    Stopped: Reason.STOPPED,
    Dead: Reason.UNREACHABLE,
    Restricted: Reason.RESTRICTED,
    Revoked: Reason.REVOKED,
    Unwanted: Reason.UNWANTED,
    Hidden: Reason.HIDDEN,
    Overtaken: Reason.OVERTAKEN,
}


class Step(Enum):
    """What one call has done."""

    IDLE = "no letter was due"
    DONE = "a letter was dealt with"
    AWAY = "the channel cannot be used now"


def send_next(
    outbound: Outbound, head: Letterhead, *, at: datetime, channel: str = Channel.EMAIL
) -> Step:
    """Deal with the channel's letter whose turn it is; whatever is wrong with it holds up no
    other."""
    quiet = is_quiet(head.style, directory().calendar.zone, at=at)
    letter = take(head.domain, channel, at=at, is_quiet=quiet)
    if letter is None:
        return Step.IDLE
    if letter.attempts > MOST_DEATHS:
        note_failed(letter, "its sender died over it too often", at=at)
        return Step.DONE
    try:
        way = open_way(letter, head.style)
        if way.channel != letter.channel:
            redirect(letter, way.channel, at=at)
            return Step.DONE
        parcel = compose(letter, head, to=way.address)
    except tuple(UNSENT) as told:
        _leave(letter, UNSENT[type(told)], at)
        return Step.DONE
    return _carry(letter, parcel, outbound, at)


def _leave(letter: Letter, reason: Reason, at: datetime) -> None:
    """Send it no more; one that came back itself is for somebody to look at."""
    if letter.bounced_on and reason == Reason.UNREACHABLE:
        note_failed(letter, letter.last_error, at=at)
    else:
        withdraw(letter, reason, at=at)


def _carry(letter: Letter, parcel: Parcel, outbound: Outbound, at: datetime) -> Step:
    try:
        provider_id = outbound.deliver(parcel)
    except Away as fault:
        excuse(letter, _without_address(fault, parcel), at=at)
        log.warning("letters wait: %s", fault)
        return Step.AWAY
    except Postponed as fault:
        is_unsure = isinstance(fault, Unsure)
        postpone(letter, _without_address(fault, parcel), at=at, is_unsure=is_unsure)
    except Rejected as fault:
        note_failed(letter, _without_address(fault, parcel), at=at)
    except Kept:
        withdraw(letter, Reason.DRILL, at=at)
    else:
        note_sent(letter, provider_id, at=at)
    return Step.DONE


def _without_address(fault: Exception, parcel: Parcel) -> str:
    """Servers like to repeat the address; our rows are to hold none."""
    bare = "".join(sign for sign in parcel.to if sign.isdecimal()).removeprefix("0")
    told = str(fault).replace(parcel.to, "…")
    is_number = parcel.channel != Channel.EMAIL and len(bare) > 5
    return told.replace(bare, "…") if is_number else told
