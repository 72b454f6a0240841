"""Who hears of an entry: every voice that was filed under the case at that moment, or one party.

Voices move when cases are joined and split. A letter is drawn some time after what it tells of, so
where a voice stood then is read from its moves; on the border it hears of both cases, for hearing
twice harms nobody and hearing nothing does.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from kentongan.casework.models import Filing, Invitation, Move
from kentongan.intake.models import ServiceRequest
from kentongan.journal.models import Entry

Moves = Mapping[int, list[Move]]


def requests_of(entries: Iterable[Entry]) -> Iterator[tuple[Entry, ServiceRequest]]:
    """Each entry about a request, with the request (one statement)."""
    by_id: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.about == "request":
            by_id[entry.about_id].append(entry)
    told = ServiceRequest.objects.filter(pk__in=by_id).select_related("reporter")
    for service_request in told.order_by("pk"):
        for entry in by_id[service_request.pk]:
            yield entry, service_request


def voices_of(entries: Iterable[Entry]) -> Iterator[tuple[Entry, ServiceRequest]]:
    """Each entry about a case, with each voice that was under it then (two statements)."""
    about = [entry for entry in entries if entry.about == "case"]
    cases = {entry.about_id for entry in about}
    moves: dict[int, list[Move]] = defaultdict(list)
    gone = Move.objects.filter(was__in=cases).values("service_request_id")
    here = Filing.objects.filter(case__in=cases)
    filings = here.union(Filing.objects.filter(service_request__in=gone)).values_list("pk")
    known = Filing.objects.filter(pk__in=[pk for (pk,) in filings])
    voices = list(known.select_related("service_request__reporter").order_by("pk"))
    ours = Move.objects.filter(service_request__in=[v.service_request_id for v in voices])
    for move in ours.order_by("at", "pk"):
        moves[move.service_request_id].append(move)
    for entry in about:
        for filing in voices:
            if filing.at <= entry.at and entry.about_id in _cases_at(filing, entry.at, moves):
                yield entry, filing.service_request


def parties_of(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Invitation]]:
    """Each entry that asks a party, with the invitation (one statement)."""
    by_row = {entry.particulars["row"]: entry for entry in entries}
    for invitation in Invitation.objects.filter(pk__in=by_row).order_by("pk"):
        yield by_row[invitation.pk], invitation


def _cases_at(filing: Filing, moment: datetime, moves: Moves) -> set[int]:
    """The case a voice was under just before and just after a moment."""
    own = moves.get(filing.service_request_id, [])
    before = (move.was_id for move in own if move.at >= moment)
    after = (move.was_id for move in own if move.at > moment)
    return {next(before, filing.case_id), next(after, filing.case_id)}
