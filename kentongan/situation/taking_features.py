"""Taking what a feed tells of: a new row where it tells something else, none for the same again.

What is not told of any more is closed with a row that says it is gone: at once where the answer
tells of everything there is, else when it has ended by its own word.
"""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import Any

import orjson
import shapely
from django.db.models import F, Q, Value
from django.db.models.functions import Greatest
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from kentongan.journal.recording import record
from kentongan.places.directory import Directory
from kentongan.situation.connecting import Parcel
from kentongan.situation.features import Feature, Kind, Outline
from kentongan.situation.kinds.keeping import kept
from kentongan.situation.telling import Tidings, Told

TOLD_OF = frozenset({Kind.QUAKE, Kind.FLOOD, Kind.OUTAGE})
"""What the journal is told of; roads and forecasts change all the time, and bodies keep them."""


def take_features(tidings: Tidings, kind: Kind, parcel: Parcel, *, city: Directory) -> int:
    """Write what is new, changed or gone; returns how many rows that made."""
    told = {each.key: each for each in tidings.things}
    known = {row.key: row for row in _standing(parcel, kind, told)}
    rows = [_row(each, kind, parcel, city) for each in told.values()]
    if tidings.is_local and any(place.boundary for place in city.kelurahan):
        rows = [row for row in rows if row.kelurahan]
    changed = [row for row in rows if not _is_same(row, known.get(row.key))]
    here = {row.key for row in rows}
    silent = [row for row in known.values() if row.key not in here and not row.is_gone]
    is_whole = tidings.is_whole and not tidings.unread
    gone = [_gone(row, parcel) for row in silent if is_whole or _ended(row, parcel.received_at)]
    _replace([known[row.key] for row in (*changed, *gone) if row.key in known], parcel.received_at)
    _write(changed, told)
    Feature.objects.bulk_create(gone)
    if (changed or gone) and kind in TOLD_OF:
        figures = {"of": kind.value, "told": len(changed), "gone": len(gone)}
        record("feed.told", about=("feed", parcel.feed.pk), by=None,
               at=parcel.received_at, **figures)  # fmt: skip
    return len(changed) + len(gone)


def touching(told: Told, city: Directory) -> tuple[int, ...]:
    """Return the ids of the kelurahan that a thing touches: those it names, else where it lies."""
    named = [city.by_code[code] for code in told.codes if code in city.by_code]
    if named:
        inside = {place.pk for place in named}
        under = (place for place in city.kelurahan if {place.pk, place.parent_id} & inside)
        return tuple(place.pk for place in sorted(under, key=lambda place: place.code))
    form = _form(told)
    return tuple(place.pk for place in city.touching(form)) if form is not None else ()


def _form(told: Told) -> BaseGeometry | None:
    if told.outline is not None:
        return shape(told.outline)
    return shapely.Point(told.point.lon, told.point.lat) if told.point else None


def _standing(parcel: Parcel, kind: Kind, keys: Iterable[str]) -> Iterable[Feature]:
    """Return what stands of the feed; of what is gone only what is told of again."""
    rows = Feature.objects.select_for_update(of=("self",))
    meant = Q(is_gone=False) | Q(key__in=list(keys))
    return rows.filter(meant, feed=parcel.feed, kind=kind, replaced_at=None)


def _row(told: Told, kind: Kind, parcel: Parcel, city: Directory) -> Feature:
    inside = touching(told, city)
    above = dict.fromkeys(city.jurisdictions[pk].parent_id for pk in inside)
    return Feature(
        feed=parcel.feed, kind=kind, key=told.key, received_at=parcel.received_at,
        told_at=told.told_at or parcel.received_at,
        holds_from=told.holds_from, holds_until=told.holds_until,
        lat=told.point.lat if told.point else None, lon=told.point.lon if told.point else None,
        kelurahan=list(inside), kecamatan=list(above), properties=kept(told.said),
        digest=_digest(told), body=parcel.body,
    )  # fmt: skip


def _digest(told: Told) -> str:
    """Sum up all it says; where it lies is worked out from that, so it need not be in it."""
    all_of_it = [told.told_at, told.holds_from, told.holds_until, told.point, told.outline,
                 told.codes, kept(told.said)]  # fmt: skip
    return sha256(orjson.dumps(all_of_it, option=orjson.OPT_SORT_KEYS, default=str)).hexdigest()


def _is_same(row: Feature, before: Feature | None) -> bool:
    return before is not None and not before.is_gone and before.digest == row.digest


def _ended(row: Feature, at: datetime) -> bool:
    return row.holds_until is not None and row.holds_until <= at


def _gone(row: Feature, parcel: Parcel) -> Feature:
    return Feature(
        feed=parcel.feed, kind=row.kind, key=row.key, told_at=parcel.received_at,
        received_at=parcel.received_at, is_gone=True, digest="", body=parcel.body,
    )  # fmt: skip


def _replace(rows: Iterable[Feature], at: datetime) -> None:
    """Close them; a clock that went back closes nothing before it began."""
    closed = Greatest(F("received_at"), Value(at))
    Feature.objects.filter(pk__in=[row.pk for row in rows]).update(replaced_at=closed)


def _write(rows: list[Feature], told: dict[str, Told]) -> None:
    drawn = {row.key: told[row.key].outline for row in rows if told[row.key].outline}
    outlines = _outlines(shape for shape in drawn.values() if shape)
    for row in rows:
        row.outline = outlines.get(_sum(drawn.get(row.key)))
    Feature.objects.bulk_create(rows)


def _outlines(shapes: Iterable[dict[str, Any]]) -> dict[str, Outline]:
    wanted = {_sum(each): each for each in shapes}
    if not wanted:
        return {}
    new = [Outline(digest=digest, geometry=each) for digest, each in wanted.items()]
    Outline.objects.bulk_create(new, ignore_conflicts=True)
    return {row.digest: row for row in Outline.objects.filter(digest__in=wanted)}


def _sum(drawn: dict[str, Any] | None) -> str:
    return sha256(orjson.dumps(drawn, option=orjson.OPT_SORT_KEYS)).hexdigest() if drawn else ""
