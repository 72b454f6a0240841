"""Exporting: our matters for them, each once; and how theirs stand here, when that has changed.

A matter is drawn up with the row that says so, in one transaction: a file that got lost is printed
again from its batch, never sent as new. What is private is not handed on: matters of oversight,
what was told in confidence or of a private type, names and numbers. Those are counted as left.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from kentongan.casework.models import Case, Filing
from kentongan.casework.revealing import covered
from kentongan.catalogue.shelf import shelf
from kentongan.exchange.models import Batch, Crossing, Direction
from kentongan.exchange.reading import Row
from kentongan.exchange.stating import state_of, state_word, told_of
from kentongan.intake.models import Channel
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.places.directory import directory
from kentongan.places.models import Jurisdiction

MOST = 5_000
"""Matters of one file."""
NEW_COLUMNS = (
    *("reference", "sent_at", "category", "words", "kelurahan", "kecamatan", "address"),
    *("lat", "lon", "state", "moment", "answer"),
)
STATE_COLUMNS = ("number", "reference", "state", "moment", "answer")


@transaction.atomic
def hand_over(*, by: User | None, at: datetime) -> Batch:
    """Draw up the matters that have not crossed yet, oldest first, as one batch."""
    batch = Batch.objects.create(direction=Direction.OUT, at=at, by=by)
    filings = list(_ready().select_for_update(of=("self",))[:MOST])
    Crossing.objects.bulk_create(
        Crossing(
            service_request_id=filing.service_request_id,
            batch=batch,
            direction=Direction.OUT,
            told=told_of(filing.case),
            told_at=at,
        )
        for filing in filings
    )
    batch.crossed, batch.left = len(filings), _unready().count()
    batch.save(update_fields=["crossed", "left"])
    told = {"crossed": batch.crossed, "left": batch.left}
    record("exchange.exported", about=("batch", batch.pk), by=by, at=at, **told)
    return batch


def rows_of(batch: Batch) -> Iterator[Row]:
    """Yield the rows of a batch that was handed over, the same whenever it is asked for."""
    crossed = batch.crossings.select_related("service_request__filing__case").order_by("pk")
    return map(_row, (crossing.service_request.filing.case for crossing in crossed.iterator()))


@transaction.atomic
def tell_states(*, by: User | None, at: datetime) -> list[Row]:
    """Return how the matters stand that have a number of theirs, where that is news to them."""
    crossed = Crossing.objects.exclude(number=None).select_for_update(of=("self",))
    moved = crossed.filter(service_request__filing__case__updated_at__gt=F("told_at"))
    rows: list[Row] = []
    seen = []
    for crossing in moved.select_related("service_request__filing__case").order_by("pk"):
        case = crossing.service_request.filing.case
        told, crossing.told_at = told_of(case), case.updated_at
        if told != crossing.told:
            crossing.told = told
            rows.append({"number": crossing.number or "", **_stands(case)})
        seen.append(crossing)
    Crossing.objects.bulk_update(seen, ["told", "told_at"], batch_size=500)
    if rows:
        city = ("city", directory().city.pk)
        record("exchange.states_exported", about=city, by=by, at=at, rows=len(rows))
    return rows


def _ready() -> QuerySet[Filing]:
    """First voices of verified matters that have not crossed and may."""
    first = _open_to_them().filter(case__is_oversight=False, case__is_confidential=False)
    return first.filter(case__service_type__in=_mapped()).order_by("pk")


def _unready() -> QuerySet[Filing]:
    return _open_to_them().exclude(pk__in=_ready().values("pk"))


def _open_to_them() -> QuerySet[Filing]:
    crossed = Crossing.objects.filter(service_request=OuterRef("service_request"))
    verified = Case.objects.filter(pk=OuterRef("case"), verifications__isnull=False)
    return (
        Filing.objects.filter(~Exists(crossed), Exists(verified), is_me_too=False)
        .exclude(service_request__channel=Channel.LAPOR)
        .exclude(service_request__erased_at__isnull=False)
        .select_related("case", "service_request")
    )


def _mapped() -> Iterable[int]:
    kinds = shelf().types.values()
    return [kind.pk for kind in kinds if kind.national and not kind.is_private]


def _row(case: Case) -> Row:
    known = directory()
    place = known.jurisdictions[case.jurisdiction_id]
    kecamatan = known.above(place, Jurisdiction.Level.KECAMATAN)
    return {
        "sent_at": case.opened_at.astimezone(known.calendar.zone).isoformat(timespec="seconds"),
        "category": shelf().types[case.service_type_id].national,
        "words": case.public_words or covered(case.words),
        "kelurahan": place.name,
        "kecamatan": kecamatan.name if kecamatan else "",
        "address": covered(case.address),
        "lat": "" if case.lat is None else f"{case.lat:.5f}",
        "lon": "" if case.lon is None else f"{case.lon:.5f}",
        **_stands(case),
    }


def _stands(case: Case) -> Row:
    answer, moment = state_of(case)
    local = moment.astimezone(directory().calendar.zone).isoformat(timespec="seconds")
    return {
        "reference": case.reference,
        "state": state_word(case),
        "moment": local,
        "answer": covered(answer),
    }
