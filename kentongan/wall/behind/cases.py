"""The wall's page of one case: what, where, whose, by when, what happened; in nobody's words.

A matter of oversight or one told in confidence is not there.
"""

from datetime import datetime
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.casework.models import DONE, Case
from kentongan.catalogue.models import ServiceType
from kentongan.incidents.models import Incident
from kentongan.incidents.standing import witnesses_at
from kentongan.journal.models import Entry
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import NotFound
from kentongan.wall.behind.framing import allowed, frame
from kentongan.wall.letting_in import watchers
from kentongan.wall.moments import moment_in
from kentongan.wall.news import tell
from kentongan.wall.terms import SAID
from kentongan.wall.wording import SHOWN

MOST_ENTRIES = 100


@watchers
@require_safe
@never_cache
def case_behind(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one case with its entries in the journal up to a moment.

    :raises NotFound: if there is none, or it is kept from the wall
    """
    moment = moment_in(request)
    known = Case.objects.select_related("service_type").filter(reference=reference)
    case = known.filter(opened_at__lte=moment.at).first() if "\0" not in reference else None
    if case is None or _is_kept(case):
        raise NotFound
    entries = Entry.objects.filter(about="case", about_id=case.pk, kind__in=SHOWN)
    taken = entries.filter(at__lte=moment.at).order_by("-at", "-id")[:MOST_ENTRIES]
    witness = witnesses_at(moment.at).filter(trace__service_request__filing__case=case)
    context = {
        **frame(request, moment),
        "case": case,
        "place": directory().jurisdictions[case.jurisdiction_id],
        "unit": directory().units[case.unit_id],
        "happened": tell(taken),
        "moment_of": datetime.fromisoformat,
        "incidents": list(Incident.objects.filter(pk__in=witness.values("incident"))[:5]),
        "terms": SAID,
        "done": DONE,
        "on_desk": allowed(request, Act.SEE) and _reaches(request, case),
    }
    return render(request, "wall/behind/case.html", context)


def _is_kept(case: Case) -> bool:
    is_oversight = case.is_oversight or case.service_type.matter == ServiceType.Matter.OVERSIGHT
    return is_oversight or case.is_confidential


def _reaches(request: HttpRequest, case: Case) -> bool:
    return Case.objects.reachable_by(cast(User, request.user)).filter(pk=case.pk).exists()
