"""What has happened to public cases, step by step (the extension `servicerequestupdates`).

Read from the journal, which holds no names and no free text; the wording is ours.
"""

from datetime import datetime, timedelta

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from kentongan.casework.models import Case, Disposition
from kentongan.face.admitting import machines
from kentongan.journal.models import Entry
from kentongan.openapi.open311.answering import Said, speaks
from kentongan.openapi.open311.formats import Value
from kentongan.openapi.open311.reading import moment_of, page_of, several
from kentongan.openapi.open311.records import ended
from kentongan.openapi.open311.wanted import MOST_IDS, is_reference
from kentongan.openapi.wording import stamped

ENDS = {f"case.{outcome}": str(outcome) for outcome in Disposition.Outcome}
LOOKED_BACK = timedelta(days=90)


@machines
@speaks("GET")
def updates(request: HttpRequest, is_test: bool) -> Said:
    """List the steps between two moments, the oldest first; of some requests or of all."""
    page = page_of(request.GET)
    listed: list[Value] = []
    if page.is_reachable and not is_test:
        rows = _between(request.GET, timezone.now())
        listed = [_update(row) for row in rows[page.start : page.start + page.size]]
    return Said("service_request_updates", listed)


def _between(query: QueryDict, at: datetime) -> QuerySet[Entry, tuple[int, str, datetime, str]]:
    start, end = moment_of(query, "start_date"), moment_of(query, "end_date")
    public = Case.objects.public()
    ids = several(query, "service_request_id")[:MOST_IDS]
    if ids:
        public = public.filter(reference__in=[one for one in ids if is_reference(one)])
    else:
        start = start or (end or at) - LOOKED_BACK
    rows = Entry.objects.filter(about="case", kind__in=_words(), about_id__in=public.values("pk"))
    if start:
        rows = rows.filter(at__gte=start)
    if end:
        rows = rows.filter(at__lte=end)
    reference = Case.objects.filter(pk=OuterRef("about_id")).values("reference")
    named = rows.annotate(reference=Subquery(reference), moment=F("at"))
    return named.order_by("at", "pk").values_list("pk", "kind", "moment", "reference")


def _update(row: tuple[int, str, datetime, str]) -> Value:
    number, kind, moment, reference = row
    return {
        "update_id": str(number),
        "service_request_id": reference,
        "status": "closed" if kind in ENDS else "open",
        "updated_datetime": stamped(moment),
        "description": _words()[kind],
        "media_url": None,
    }


def _words() -> dict[str, str]:
    """The steps that are told, and how; notes among those at work are not."""
    return {
        "case.opened": _("Received."),
        "case.verified": _("Read and accepted."),
        "case.forwarded": _("Forwarded to another unit."),
        "case.assigned": _("Given to somebody to do."),
        "case.reporter_asked": _("The reporter was asked a question."),
        "case.reporter_replied": _("The reporter replied."),
        "case.words_added": _("Somebody who has the code said more."),
        "case.answered": _("The reporter was given an answer."),
        "case.claimed": _("The unit says that it is done."),
        "case.disputed": _("Disputed: it is not done."),
        **{kind: ended(outcome) for kind, outcome in ENDS.items()},
        "case.reopened": _("Reopened."),
    }
