"""A public case's own page: what a verifier made public, not the reporter's words."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kentongan.casework.history import history
from kentongan.casework.models import Case
from kentongan.casework.public_photos import public_photos
from kentongan.catalogue.shelf import shelf
from kentongan.face.admitting import anyone
from kentongan.face.photos import public_url
from kentongan.frontdesk.boundaries import drawn
from kentongan.frontdesk.pages import page
from kentongan.frontdesk.telling import tell_public
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import NotFound


@anyone
@require_safe
def case_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show a public case.

    :raises NotFound: if there is none of that reference, or it is not public
    """
    case = (
        Case.objects.public().defer("search", "words").filter(reference=reference.upper()).first()
    )
    if case is None:
        raise NotFound
    known = directory()
    context = {
        "case": case,
        "at": timezone.localtime(),
        "kind": shelf().types[case.service_type_id],
        "place": known.jurisdictions[case.jurisdiction_id],
        "kecamatan": known.jurisdictions[case.kecamatan_id],
        "unit": known.units[case.unit_id],
        "events": tell_public(history(case)),
        "boundaries": drawn(),
        "is_seen": "diketahui" in request.GET,
        "photos": [public_url(photo) for photo in public_photos([case.pk]).get(case.pk, ())],
    }
    return page(request, "public_case.html", context)
