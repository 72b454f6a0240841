"""Which places a message mentions: the names that stand in it, however they are put together.

Stricter than `naming`, for nobody has asked where it is: "lampu di jln mawar" is a street of that
name, not the kelurahan.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kentongan.places.directory import data_version, directory
from kentongan.places.models import Jurisdiction
from kentongan.places.naming import Named, every_name, find_places
from kentongan.toolbox.snapshots import Snapshot

MOST_WORDS = 150
WIDEST = 5
SHORTEST = 4
_WORD = re.compile(r"[a-z0-9]+")
KECAMATAN = frozenset({"kec", "kecamatan", "kcmtn", "district", "camat"})
KELURAHAN = frozenset({"kel", "kelurahan", "klrhn", "klurahan", "desa", "ds", "lurah", "ward"})
_OTHERS = (
    "jalan jl jln jlan gang gg blok perumahan perum komplek kompleks toko warung sekolah sd smp "
    "sma masjid mushola cluster apartemen street road pak bu ibu bapak"
)
OF_ANOTHER_KIND = frozenset(_OTHERS.split())
"""What stands behind one of these is the name of a street, a house or a person."""


class Mentioned(NamedTuple):
    """What a message says of where: places one may choose from, or only a kecamatan."""

    places: tuple[Named, ...] = ()
    kecamatan: Jurisdiction | None = None


class _Hit(NamedTuple):
    named: Named
    first: int
    last: int
    before: str


def mentioned(text: str, *, is_asked: bool = False) -> Mentioned:
    """Return the places that a text mentions, the most telling first.

    :param is_asked: whether it answers "where?", so that a misspelt name is taken for the name
    """
    words = _WORD.findall(text.lower())[:MOST_WORDS]
    hits = list(_widest(_hits(words)))
    districts = [hit for hit in hits if _is_district(hit)]
    small = [hit.named for hit in hits if hit.named.kind != "kecamatan" and _is_meant(hit)]
    within = {hit.named.place.pk for hit in districts}
    if not small and is_asked and not within:
        small = [named for named in find_places(text, 4) if named.kind != "kecamatan"]
        within |= {named.place.pk for named in find_places(text, 1) if named.kind == "kecamatan"}
    chosen = _narrowed(small, within)
    if chosen:
        return Mentioned(tuple(chosen))
    found = next(iter(within), None)
    return Mentioned((), directory().jurisdictions[found] if found else None)


def _hits(words: list[str]) -> Iterator[_Hit]:
    by_name = _named()
    for first in range(len(words)):
        for last in range(first + 1, min(first + WIDEST, len(words)) + 1):
            before = words[first - 1] if first else ""
            for named in by_name.get("".join(words[first:last]), ()):
                yield _Hit(named, first, last, before)


def _by_name() -> Mapping[str, list[Named]]:
    found: dict[str, list[Named]] = defaultdict(list)
    for named in every_name():
        if len(named.squashed) >= SHORTEST:
            found[named.squashed].append(named)
            found["".join(_WORD.findall(named.name.lower()))].append(named)
    return {name: list(dict.fromkeys(several)) for name, several in found.items()}


_named = Snapshot(_by_name, data_version)


def _widest(hits: Iterable[_Hit]) -> Iterator[_Hit]:
    """Leave out what stands within a longer name: "Mawar" in "Pasar Mawar"."""
    known = list(hits)
    for hit in known:
        width = hit.last - hit.first
        if not any(
            other.first <= hit.first and hit.last <= other.last and other.last - other.first > width
            for other in known
        ):
            yield hit


def _is_district(hit: _Hit) -> bool:
    return hit.named.kind == "kecamatan" and hit.before not in OF_ANOTHER_KIND | KELURAHAN


def _is_meant(hit: _Hit) -> bool:
    if hit.named.kind == "landmark":
        return True
    return hit.before not in OF_ANOTHER_KIND | KECAMATAN


def _narrowed(small: list[Named], within: set[int]) -> list[Named]:
    """Those within a kecamatan that was named too; of a landmark in a kelurahan named, the mark."""
    inside = [named for named in small if _above(named) in within] or small
    areas = {named.place.pk for named in inside if named.kind == "kelurahan"}
    marks = [n for n in inside if n.kind == "landmark" and (not areas or n.place.pk in areas)]
    return marks or [named for named in inside if named.kind == "kelurahan"]


def _above(named: Named) -> int | None:
    above = directory().above(named.place, Jurisdiction.Level.KECAMATAN)
    return above.pk if above else None
