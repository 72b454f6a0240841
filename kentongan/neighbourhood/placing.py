"""Placing: in which RT or RW a new case lies, by what was said or by where its point is.

Follows the journal: only settled entries, each once, and nothing that grows with the past. Neither
said nor drawn, a case lies in no neighbourhood and is shown apart until a head says it is theirs.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

import shapely
from django.db import transaction
from django.db.models import F
from shapely.geometry import shape

from kentongan.casework.models import Case
from kentongan.journal.reading import Place, after
from kentongan.neighbourhood.models import Belonging, Bookmark
from kentongan.neighbourhood.spelling import numbers_told
from kentongan.places.models import Neighbourhood

BATCH = 500
MOVED = frozenset({"case.opened", "case.corrected"})
"""What may put a case into a place: it began, or its place was put right."""
How = Belonging.How
Around = Mapping[int, list[Neighbourhood]]


class Found(NamedTuple):
    """Where a case lies, and how that is known."""

    neighbourhood: Neighbourhood
    how: str


@transaction.atomic
def place_new(*, at: datetime) -> int:
    """Place the cases of the next settled entries; returns how many entries were read."""
    Bookmark.objects.bulk_create([Bookmark(pk=1)], ignore_conflicts=True)
    mark = Bookmark.objects.select_for_update(skip_locked=True).first()
    entries = after(Place(mark.xact, mark.entry), BATCH) if mark else []
    if mark and entries:
        moved = {entry.about_id for entry in entries if entry.kind in MOVED}
        place_all(Case.objects.filter(pk__in=moved), at=at)
        mark.xact, mark.entry = entries[-1].xact, entries[-1].pk
        mark.save()
    return len(entries)


def place_again(kelurahan: Iterable[str], *, at: datetime) -> int:
    """Place what lies nowhere yet, after a list came in; returns how many found theirs."""
    codes, last, placed = set(kelurahan), 0, 0
    homeless = Case.objects.filter(jurisdiction__code__in=codes, belonging=None).order_by("pk")
    while batch := list(homeless.filter(pk__gt=last)[:BATCH]):
        placed += place_all(batch, at=at)
        last = batch[-1].pk
    return placed


@transaction.atomic
def place_all(cases: Iterable[Case], *, at: datetime) -> int:
    """Write where the cases lie, matters of oversight left out; returns how many found one."""
    listed = [case for case in cases if not case.is_oversight]
    stray = Belonging.objects.filter(case__in=listed)
    stray.exclude(neighbourhood__kelurahan=F("case__jurisdiction")).delete()
    around = _around({case.jurisdiction_id for case in listed})
    found = [(case, find(case, around)) for case in listed]
    rows = [
        Belonging(case=case, neighbourhood=one.neighbourhood, how=one.how, at=at)
        for case, one in found
        if one
    ]
    Belonging.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def find(case: Case, around: Around) -> Found | None:
    """Return where a case lies: what was said goes before the outline."""
    near = around.get(case.jurisdiction_id, [])
    told = numbers_told(case.address, case.words)
    if told:
        by_numbers = {(one.rw, one.rt): one for one in near}
        named = by_numbers.get((told.rw, told.rt)) or by_numbers.get((told.rw, ""))
        return Found(named, How.SAID) if named else None
    if case.lat is None or case.lon is None:
        return None
    point = shapely.Point(case.lon, case.lat)
    holding = [one for one in near if one.boundary and shape(one.boundary).covers(point)]
    # An RT lies within its RW: the smaller one says more.
    best = max(holding, key=lambda one: (bool(one.rt), one.rw), default=None)
    return Found(best, How.DRAWN) if best else None


def _around(kelurahan: set[int]) -> Around:
    grouped: dict[int, list[Neighbourhood]] = defaultdict(list)
    for one in Neighbourhood.objects.filter(kelurahan__in=kelurahan, is_active=True):
        grouped[one.kelurahan_id].append(one)
    return grouped
