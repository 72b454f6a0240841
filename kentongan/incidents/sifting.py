"""Sifting the journal: which of what was told belongs to a kind of event, and has not been seen."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from kentongan.casework.models import Case, Filing
from kentongan.catalogue.shelf import shelf
from kentongan.incidents.field import Seen, cell_for
from kentongan.incidents.knowing import kinds
from kentongan.incidents.models import Kind, Trace
from kentongan.incidents.weighing import Told
from kentongan.intake.models import ServiceRequest
from kentongan.journal.models import Entry
from kentongan.sorting.resembling import telling
from kentongan.sorting.suggesting import suggest
from kentongan.toolbox.geometry import Point

VOICES = ("case.opened", "case.voice_added")
MOVED = "case.corrected"


def sift(entries: Iterable[Entry]) -> dict[Kind, list[Seen]]:
    """Return what is new, by kind, in the order it was told (two statements).

    Matters of oversight, in confidence and private ones are left out: where many stand together
    is shown in the room, and that they were told at all is nobody's business.
    """
    filings = _filings(entries)
    seen_before = set(
        Trace.objects.filter(
            service_request__in=[each.service_request_id for each in filings]
        ).values_list("service_request_id", flat=True)
    )
    found: dict[Kind, list[Seen]] = defaultdict(list)
    for filing in filings:
        kind = kinds().by_type.get(filing.case.service_type_id)
        if not kind or filing.service_request_id in seen_before or not _may(filing):
            continue
        if not tells_of_another(filing.service_request.words, kind):
            found[kind].append(seen_of(filing, kind))
    return found


def seen_of(filing: Filing, kind: Kind) -> Seen:
    """Return a filed report as the field knows it."""
    told, point = filing.service_request, point_of(filing.service_request)
    stems = telling(f"{told.words} {told.address}")
    where = Told(filing.at, told.jurisdiction_id, point, stems)
    return Seen(where, told.pk, cell=cell_for(kind, point))


def point_of(told: ServiceRequest) -> Point | None:
    """Return where a report points."""
    return None if told.lat is None or told.lon is None else Point(told.lat, told.lon)


def tells_of_another(words: str, kind: Kind) -> bool:
    """Whether the words speak of something, and of nothing that belongs to the kind."""
    likely = suggest(words) if words.strip() else []
    return bool(likely) and not any(kinds().by_type.get(one.pk) == kind for one in likely)


def _filings(entries: Iterable[Entry]) -> list[Filing]:
    requests, corrected = [], []
    for entry in entries:
        if entry.kind in VOICES and "request" in entry.particulars:
            requests.append(entry.particulars["request"])
        elif entry.kind == MOVED:
            corrected.append(entry.about_id)
    if not requests and not corrected:
        return []
    told = Filing.objects.filter(Q(service_request__in=requests) | Q(case__in=corrected))
    ours = told.filter(case__service_type__in=list(kinds().by_type), case__is_oversight=False)
    near = ours.select_related("case", "service_request").defer("case__search")
    return list(near.order_by("at", "pk"))


def _may(filing: Filing) -> bool:
    case: Case = filing.case
    is_private = shelf().types[case.service_type_id].is_private
    return not (is_private or case.is_confidential or filing.service_request.is_confidential)
