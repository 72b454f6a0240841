"""Inspecting the sealed journal: is anything changed, missing or inserted, and which entry is it?

Each seal is checked by itself (text, signature, chain, root) and against the entries as they are
now. Memory holds one batch at a time.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db.models import F
from django.db.models.fields.tuple_lookups import Tuple, TupleLessThanOrEqual

from kentongan.journal.models import Entry
from kentongan.journal.reading import Place, follows
from kentongan.journal.sealing import FIRST
from kentongan.journal.seals import Seal
from kentongan.journal.spelling import entry_leaf, unpack
from kentongan.toolbox.merkle import root


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with which seal, and with which entry where one can be named."""

    seal: int
    what: str
    entry: int | None = None

    def __str__(self) -> str:
        where = f"entry {self.entry}" if self.entry else f"seal {self.seal}"
        return f"{where}: {self.what} (seal {self.seal})" if self.entry else f"{where}: {self.what}"


def inspect(published: Mapping[int, str] | None = None) -> Iterator[Fault]:
    """Yield every fault of the current city's journal.

    :param published: digests by number, as somebody took them down earlier; a history that was
        rewritten and sealed anew fits itself, but not these
    """
    number, digest, place = 0, FIRST, Place()
    for seal in Seal.objects.order_by("number").select_related("key").iterator(20):
        if seal.number != number + 1:
            yield Fault(seal.number, f"seals {number + 1} to {seal.number - 1} are missing")
        yield from _own(seal, digest if seal.number == number + 1 else None)
        if published and published.get(seal.number, seal.digest) != seal.digest:
            yield Fault(seal.number, "is not the one that was published")
        yield from _entries(seal, place)
        number, digest, place = seal.number, seal.digest, Place(seal.last_xact, seal.last_entry)
    if published and number < max(published):
        yield Fault(max(published), f"was published, and the journal ends with seal {number}")


def _own(seal: Seal, previous: str | None) -> Iterator[Fault]:
    """What a seal says of itself."""
    header, leaves = json.loads(seal.header), bytes(seal.leaves)
    if sha256(seal.header.encode()).hexdigest() != seal.digest:
        yield Fault(seal.number, "its text was changed")
    if previous is not None and header["previous"] != previous:
        yield Fault(seal.number, "it is not chained to the one before")
    if not _is_signed(seal):
        yield Fault(seal.number, "its signature does not fit")
    said = (header["number"], header["last"], header["count"], header["key"])
    place = str(Place(seal.last_xact, seal.last_entry))
    if said != (seal.number, place, seal.count, seal.key.public):
        yield Fault(seal.number, "its columns differ from its text")
    if root([leaf for _, leaf in unpack(leaves)]).hex() != header["root"]:
        yield Fault(seal.number, "its list of entries was changed")


def _is_signed(seal: Seal) -> bool:
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(seal.key.public))
    try:
        public.verify(bytes.fromhex(seal.signature), seal.header.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def _entries(seal: Seal, place: Place) -> Iterator[Fault]:
    """What became of the entries a seal covers."""
    kept = dict(unpack(bytes(seal.leaves)))
    found = {entry.pk: entry for entry in _between(place, seal)}
    for pk in sorted(kept.keys() | found.keys()):
        if pk not in found:
            yield Fault(seal.number, "is missing", pk)
        elif pk not in kept:
            yield Fault(seal.number, "was inserted", pk)
        elif entry_leaf(found[pk]) != kept[pk]:
            yield Fault(seal.number, "was changed", pk)


def _between(place: Place, seal: Seal) -> Iterable[Entry]:
    upto = TupleLessThanOrEqual(Tuple(F("xact"), F("id")), (seal.last_xact, seal.last_entry))
    return Entry.objects.filter(follows(place), upto).iterator(1000)
