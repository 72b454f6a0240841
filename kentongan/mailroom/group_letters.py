"""A council group's letters, drawn from the journal: to whoever brought a matter, and to its staff.

Whom nobody can write to stands on the group's own list, to be told by voice. The city's lists show
none of it.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from kentongan.council.models import Group, Item, Matter
from kentongan.council.reminding import serving
from kentongan.intake.models import Channel as Door
from kentongan.intake.models import ServiceRequest
from kentongan.journal.models import Entry
from kentongan.mailroom.bundling import next_opening
from kentongan.mailroom.choosing import choose
from kentongan.mailroom.conversing import RECEIVED
from kentongan.mailroom.group_ways import ways_of
from kentongan.mailroom.group_words import DECIDED, REMINDED, VERIFIED
from kentongan.mailroom.minding import is_reached
from kentongan.mailroom.models import Letter, Style
from kentongan.mailroom.styling import style
from kentongan.places.directory import directory

POSTPONED = Item.Decision.POSTPONED


def letters_of_groups(entries: Iterable[Entry], *, at: datetime) -> list[Letter]:
    """Draw what is owed for these entries (no statement where none is a group's)."""
    known = [entry for entry in entries if entry.kind in {VERIFIED, DECIDED, REMINDED}]
    if not known:
        return []
    manner = style()
    return [*_to_people(known, manner, at), *_to_staff(known, manner, at)]


def is_told_by_group(entry: Entry, voice: ServiceRequest) -> bool:
    """Whether a group's letter is the receipt: it says code and promise (at most a statement)."""
    if entry.kind != RECEIVED or voice.channel != Door.PUBLIC_ROOM:
        return False
    return Matter.objects.filter(service_request=voice).exists()


def _to_people(entries: list[Entry], manner: Style, at: datetime) -> Iterator[Letter]:
    told = [e for e in entries if e.about == "matter" and not _is_postponed(e)]
    found = Matter.objects.select_related("reporter").in_bulk([entry.about_id for entry in told])
    for entry in told:
        best = next(ways_of(found[entry.about_id], manner), None)
        if best:
            yield _letter(entry, best.channel, at, matter=found[entry.about_id])


def _is_postponed(entry: Entry) -> bool:
    return entry.kind == DECIDED and entry.particulars["decision"] == POSTPONED


def _to_staff(entries: list[Entry], manner: Style, at: datetime) -> Iterator[Letter]:
    for entry in entries:
        if entry.kind != REMINDED:
            continue
        for user in filter(is_reached, serving(Group(pk=entry.about_id))):
            letter = _letter(entry, choose(user, manner) or "", at, user=user)
            letter.next_try_at = next_opening(at)
            yield letter


def _letter(entry: Entry, channel: str, at: datetime, **to: object) -> Letter:
    language = str(directory().profile.languages[0])
    return Letter(
        entry=entry,
        channel=channel,
        kind=entry.kind,
        language=language,
        written_at=at,
        next_try_at=at,
        **to,
    )
