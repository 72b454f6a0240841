"""Drawing letters from the journal: what has happened is owed to everybody who told us of it.

The letters of a batch of entries and the bookmark behind it are kept in one transaction, so
every entry is drawn from exactly once, whoever does it and wherever they are stopped.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from kentongan.casework.models import Filing
from kentongan.intake.models import ServiceRequest
from kentongan.journal.models import Entry
from kentongan.journal.reading import Place, after
from kentongan.mailroom.models import Bookmark, Channel, Letter
from kentongan.mailroom.wording import WORDINGS
from kentongan.places.directory import directory

BATCH = 500
PAST = timedelta(days=2)
"""A new mailroom does not write about what happened longer before its first day."""


@transaction.atomic
def draw_letters(*, at: datetime, limit: int = BATCH) -> int:
    """Draw the letters of up to `limit` settled entries.

    :returns: how many entries were read; 0 if there is nothing new or somebody else is at it
    """
    Bookmark.objects.bulk_create([Bookmark(pk=1, began_at=at)], ignore_conflicts=True)
    mark = Bookmark.objects.select_for_update(skip_locked=True).first()
    if mark is None:
        return 0
    entries = after(Place(mark.xact, mark.entry), limit)
    if entries:
        oldest = mark.began_at - PAST
        told = [entry for entry in entries if entry.kind in WORDINGS and entry.at >= oldest]
        Letter.objects.bulk_create(_letters(told, at), ignore_conflicts=True)
        mark.xact, mark.entry = entries[-1].xact, entries[-1].pk
        mark.save(update_fields=["xact", "entry"])
    return len(entries)


def _letters(entries: list[Entry], at: datetime) -> Iterator[Letter]:
    for entry, service_request in (*_of_requests(entries), *_of_cases(entries)):
        yield Letter(
            entry=entry,
            service_request=service_request,
            channel=Channel.EMAIL,
            kind=entry.kind,
            language=_language(service_request),
            written_at=at,
            next_try_at=at,
        )


def _of_requests(entries: Iterable[Entry]) -> Iterator[tuple[Entry, ServiceRequest]]:
    by_id = {entry.about_id: entry for entry in entries if entry.about == "request"}
    reachable = ServiceRequest.objects.filter(pk__in=by_id).exclude(reporter=None)
    for service_request in reachable.exclude(reporter__email="").order_by("pk"):
        yield by_id[service_request.pk], service_request


def _of_cases(entries: Iterable[Entry]) -> Iterator[tuple[Entry, ServiceRequest]]:
    about = [entry for entry in entries if entry.about == "case"]
    filings = Filing.objects.filter(case__in={entry.about_id for entry in about})
    reachable = filings.exclude(service_request__reporter=None)
    reachable = reachable.exclude(service_request__reporter__email="")
    voices: dict[int, list[Filing]] = {}
    for filing in reachable.select_related("service_request").order_by("pk"):
        voices.setdefault(filing.case_id, []).append(filing)
    for entry in about:
        for filing in voices.get(entry.about_id, ()):
            if filing.at <= entry.at:
                yield entry, filing.service_request


def _language(service_request: ServiceRequest) -> str:
    wanted = service_request.language
    known = {code for code, _ in settings.LANGUAGES}
    return wanted if wanted in known else str(directory().profile.languages[0])
