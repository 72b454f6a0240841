"""What the feeds said last, as of any moment: each thing with its source and whether it is stale.

Of what a feed does not say there is no value: `count` is None where a source is silent or stale,
or where there is none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar, cast

from django.db.models import Q, QuerySet

from kentongan.situation.connectors import GIVEN
from kentongan.situation.features import STOOD, Feature, Kind
from kentongan.situation.kinds import Said
from kentongan.situation.kinds.keeping import said
from kentongan.situation.standing import Source, standing
from kentongan.toolbox.geometry import Point

T = TypeVar("T", bound=Said)
Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Seen(Generic[T]):
    """One thing, as its feed told of it last."""

    said: T
    key: str
    source: Source
    told_at: datetime
    received_at: datetime
    holds_from: datetime | None
    holds_until: datetime | None
    point: Point | None
    outline: Mapping[str, Any] | None
    kelurahan: tuple[int, ...]
    kecamatan: tuple[int, ...]

    def holds(self, at: datetime) -> bool:
        """Whether it has begun and not ended, by its own word."""
        begun = self.holds_from is None or self.holds_from <= at
        return begun and (self.holds_until is None or at < self.holds_until)


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """What all feeds of one kind say."""

    sources: tuple[Source, ...]
    items: tuple[Item, ...]

    @property
    def is_connected(self) -> bool:
        """Whether there is anybody at all who tells."""
        return bool(self.sources)

    @property
    def is_known(self) -> bool:
        """Whether everybody who tells has told lately."""
        return self.is_connected and all(source.is_fresh for source in self.sources)

    @property
    def count(self) -> int | None:
        """How many there are; None, never 0, where that is not known.

        While a source does not answer nobody knows that there is nothing.
        """
        is_failing = any(source.failing_since for source in self.sources)
        is_told = self.is_known and (self.items or not is_failing)
        return len(self.items) if is_told else None


def as_of(kind: Kind, at: datetime, *, key: str = "") -> Part[Seen[Said]]:
    """Return what each feed of the kind said last, and how it stood then (two statements).

    With `key` of that one thing alone.
    """
    rows = stood(at).filter(kind=kind)
    return parts(rows.filter(key=key) if key else rows, standing(at), (kind,))[kind]


def stood(at: datetime) -> QuerySet[Any]:
    """Return the tellings that were the last ones at a moment; the index answers it."""
    return (
        Feature.objects.annotate(stood=STOOD)
        .filter(Q(stood__contains=at), is_gone=False)
        .select_related("outline")
        .order_by("feed_id", "key")
    )


def parts(
    rows: Iterable[Feature], sources: Iterable[Source], kinds: Iterable[Kind]
) -> dict[Kind, Part[Seen[Said]]]:
    """Sort tellings by their kind."""
    told = {source.feed.pk: source for source in sources}
    sorted_: dict[Kind, list[Seen[Said]]] = {kind: [] for kind in kinds}
    for row in rows:
        if row.feed_id in told and Kind(row.kind) in sorted_:
            sorted_[Kind(row.kind)].append(seen(row, told[row.feed_id]))
    givers = {
        kind: tuple(each for each in told.values() if GIVEN.get(each.feed.connector) is kind)
        for kind in sorted_
    }
    return {kind: Part(givers[kind], tuple(items)) for kind, items in sorted_.items()}


def seen(row: Feature, source: Source) -> Seen[Said]:
    """Return a row as what it says."""
    placed = row.lat is not None and row.lon is not None
    return Seen(
        said=said(row.kind, row.properties),
        key=row.key,
        source=source,
        told_at=row.told_at,
        received_at=row.received_at,
        holds_from=row.holds_from,
        holds_until=row.holds_until,
        point=Point(cast(float, row.lat), cast(float, row.lon)) if placed else None,
        outline=row.outline.geometry if row.outline else None,
        kelurahan=tuple(row.kelurahan),
        kecamatan=tuple(row.kecamatan),
    )
