"""Witnessing: for any entry, the proof that it stands under a seal, for somebody to check alone."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThanOrEqual

from kentongan.journal.models import Entry
from kentongan.journal.seals import Seal
from kentongan.journal.spelling import entry_text, unpack
from kentongan.toolbox.merkle import path

VERSION = 1
Told = dict[str, Any]


def proof_of(entries: Iterable[Entry]) -> Told:
    """Return the proof of these entries: their texts, their places, and the seals they are under.

    Entries that no seal covers yet are counted as `waiting`, those that are not on the list of
    the seal over them as `broken`. One statement for each seal named.
    """
    seals: dict[int, Seal] = {}
    proven: list[Told] = []
    waiting = broken = 0
    for entry in entries:
        seal = _seal_over(entry, seals)
        proof = _proof(entry, seal) if seal else None
        if seal is None:
            waiting += 1
        elif proof is None:
            broken += 1
        else:
            seals[seal.number] = seal
            proven.append(proof)
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


def _seal_over(entry: Entry, known: dict[int, Seal]) -> Seal | None:
    """The first seal that reaches as far as the entry."""
    place = (entry.xact, entry.pk)
    for seal in known.values():
        if any(pk == entry.pk for pk, _ in unpack(bytes(seal.leaves))):
            return seal
    reaches = TupleGreaterThanOrEqual(Tuple(F("last_xact"), F("last_entry")), place)
    ahead = Seal.objects.filter(reaches).select_related("key")
    return ahead.order_by("last_xact", "last_entry").first()


def _proof(entry: Entry, seal: Seal) -> Told | None:
    listed = list(unpack(bytes(seal.leaves)))
    index = next((i for i, (pk, _) in enumerate(listed) if pk == entry.pk), None)
    if index is None:
        return None
    return {
        "text": entry_text(entry),
        "seal": seal.number,
        "index": index,
        "path": [step.hex() for step in path([leaf for _, leaf in listed], index)],
    }
