"""Witnessing: for any entry, the proof that it stands under a seal, for somebody to check alone."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import F
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThanOrEqual

from kentongan.journal.models import Entry
from kentongan.journal.seals import Seal
from kentongan.journal.spelling import entry_text, unpack
from kentongan.toolbox.merkle import path

VERSION = 1
Told = dict[str, Any]


class Listed(NamedTuple):
    """A seal with its list read once: where each entry stands on it, and the leaves in order."""

    seal: Seal
    places: dict[int, int]
    leaves: tuple[bytes, ...]


def proof_of(entries: Iterable[Entry]) -> Told:
    """Return the proof of these entries: their texts, their places, and the seals they are under.

    Entries that no seal covers yet are counted as `waiting`, those that are not on the list of
    the seal over them as `broken`. One statement for each seal named.
    """
    lists: list[Listed] = []
    proven: list[Told] = []
    seals: dict[int, Seal] = {}
    waiting = broken = 0
    for entry in entries:
        listed = _list_over(entry, lists)
        if listed is None:
            waiting += 1
        elif entry.pk not in listed.places:
            broken += 1
        else:
            seals[listed.seal.number] = listed.seal
            proven.append(_proof(entry, listed))
    return {
        "version": VERSION,
        "entries": proven,
        "seals": {str(number): told(seal) for number, seal in sorted(seals.items())},
        "waiting": waiting,
        "broken": broken,
    }


def told(seal: Seal) -> Told:
    """Return what is published of a seal."""
    return {
        "header": seal.header,
        "digest": seal.digest,
        "signature": seal.signature,
        "key": seal.key.public,
    }


def _list_over(entry: Entry, known: list[Listed]) -> Listed | None:
    """The list the entry is on, or that of the first seal that reaches as far as the entry."""
    for listed in known:
        if entry.pk in listed.places:
            return listed
    reaches = TupleGreaterThanOrEqual(
        Tuple(F("last_xact"), F("last_entry")), (entry.xact, entry.pk)
    )
    ahead = Seal.objects.filter(reaches).select_related("key")
    seal = ahead.order_by("last_xact", "last_entry").first()
    if seal is None:
        return None
    ids, leaves = zip(*unpack(bytes(seal.leaves)), strict=True)
    known.append(Listed(seal, {pk: place for place, pk in enumerate(ids)}, leaves))
    return known[-1]


def _proof(entry: Entry, listed: Listed) -> Told:
    index = listed.places[entry.pk]
    return {
        "text": entry_text(entry),
        "seal": listed.seal.number,
        "index": index,
        "path": [step.hex() for step in path(listed.leaves, index)],
    }
