"""Many reports at once, written as rows: taking each in by itself would take longer than to group.

Only what the grouping reads is true to life; who reported, and what is promised, is left out.
"""

import csv
import gzip
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from unittest import mock
from zoneinfo import ZoneInfo

from django.db.models import Q

from kentongan.casework.models import Case, Filing
from kentongan.catalogue.shelf import shelf
from kentongan.cities.packs.facts import IncidentKindFacts, StepFacts
from kentongan.incidents.grouping import BATCH, group_new
from kentongan.incidents.loading import load_kinds
from kentongan.intake.models import Channel, LocatedBy, ServiceRequest
from kentongan.journal import reading
from kentongan.journal.recording import drawn_up, record_all
from kentongan.places.directory import directory
from kentongan.places.models import Jurisdiction
from kentongan.toolbox.geometry import Point, cell
from kentongan.toolbox.snapshots import forget_all


def both(text: str) -> dict[str, str]:
    return {"id": text, "en": text}


FLOOD = IncidentKindFacts(
    code="banjir",
    name={"id": "Banjir", "en": "Flood"},
    types=("BJR-01",),
    radius=700,
    window=60,
    least=4,
    quiet=360,
    steps=(
        StepFacts("tinggi", both("Tinggi air?"), both("Operator")),
        StepFacts("pompa", both("Pompa?"), both("PUPR")),
    ),
)
DARK = IncidentKindFacts("gelap", {"id": "Padam", "en": "Dark"}, ("PJU-01",), 300, 60, 3, 120)


class Told(NamedTuple):
    """One report of the flood."""

    at: datetime
    point: Point | None
    words: str = "Banjir"
    type: str = "BJR-01"


def load(*facts: IncidentKindFacts) -> None:
    """Let the city know these kinds of event."""
    load_kinds(facts or (FLOOD, DARK))
    forget_all()


def tell(reports: Iterable[Told], *, home: str = "") -> list[Case]:
    """Write reports with their cases and entries, in the order they came; call in a transaction.

    :param home: code of the kelurahan of what has no point, or lies outside the city
    """
    given = list(reports)
    first, known = ServiceRequest.objects.count(), directory()
    own = known.by_code[home] if home else known.kelurahan[0]
    requests = ServiceRequest.objects.bulk_create(
        ServiceRequest(
            reference=f"FL{first + n:08}", code=f"code{first + n:08}", words=each.words,
            service_type=shelf().by_code[each.type], channel=Channel.WEB, received_at=each.at,
            jurisdiction=_place(each, own), lat=each.point and each.point.lat,
            lon=each.point and each.point.lon, cell=each.point and cell(each.point),
            located_by=LocatedBy.DEVICE if each.point else LocatedBy.KELURAHAN,
        )
        for n, each in enumerate(given)
    )  # fmt: skip
    cases = Case.objects.bulk_create(
        Case(
            reference=told.reference, service_type=told.service_type,
            jurisdiction=told.jurisdiction, kecamatan_id=told.jurisdiction.parent_id,
            unit=shelf().route(told.service_type, told.jurisdiction),
            channel=told.channel, words=told.words, lat=told.lat, lon=told.lon,
            opened_at=told.received_at, updated_at=told.received_at, due_at=told.received_at,
        )
        for told in requests
    )  # fmt: skip
    pairs = list(zip(cases, requests, strict=True))
    Filing.objects.bulk_create(
        Filing(case=case, service_request=told, at=told.received_at) for case, told in pairs
    )
    record_all(
        [
            drawn_up(
                "case.opened",
                about=("case", case.pk), by=None, at=told.received_at, request=told.pk,
            )
            for case, told in pairs
        ]
    )  # fmt: skip
    return cases


def _place(told: Told, own: Jurisdiction) -> Jurisdiction:
    return (told.point and directory().holding(told.point)) or own


def group(*, at: datetime, limit: int = BATCH) -> int:
    """Group all there is; a test's own transaction is never settled, so the horizon is lifted."""
    read = 0
    with mock.patch.object(reading, "SETTLED", Q()):
        while count := group_new(limit, at=at):
            read += count
    return read


def flood_of(folder: Path) -> Iterator[Told]:
    """The reports of a real flood; its times are UTC+7 and say so nowhere."""
    with gzip.open(folder / "reports.csv.gz", "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            at = datetime.fromisoformat(row["created_at"]).replace(tzinfo=ZoneInfo("Asia/Jakarta"))
            words = f"{row['title']} {row['text']}".strip()[:4000]
            yield Told(at, Point(float(row["lat"]), float(row["lon"])), words)
