"""The kinds of event in memory: which one a service type belongs to, and what words it goes by."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from kentongan.catalogue.shelf import shelf
from kentongan.incidents.models import Kind
from kentongan.places.directory import data_version
from kentongan.sorting.words import STOP, stems
from kentongan.toolbox.snapshots import Snapshot


@dataclass(frozen=True)
class Kinds:
    """Every kind, the retired ones too."""

    known: Mapping[int, Kind]

    @cached_property
    def active(self) -> tuple[Kind, ...]:
        """Those that something may be opened of, in the pack's order."""
        return tuple(kind for kind in self.known.values() if kind.is_active)

    @cached_property
    def by_type(self) -> Mapping[int, Kind]:
        """The kind that a service type, by id, belongs to."""
        types = shelf().by_code
        return {
            types[code].pk: kind for kind in self.active for code in kind.types if code in types
        }

    @cached_property
    def vocabulary(self) -> Mapping[int, frozenset[str]]:
        """The stems that the catalogue has for what belongs to a kind, by its id."""
        return {kind.pk: _stems(kind) for kind in self.active}


def _stems(kind: Kind) -> frozenset[str]:
    types = [shelf().by_code[code] for code in kind.types if code in shelf().by_code]
    texts = [text for one in types for text in (*one.keywords, *one.names.values())]
    return frozenset(stem for text in texts for stem in stems(text)) - STOP


def _build() -> Kinds:
    return Kinds({kind.pk: kind for kind in Kind.objects.order_by("order", "pk")})


kinds = Snapshot(_build, data_version)
"""`kinds()` are the current city's."""
