"""The first page: what one can do here, whom to call in an emergency, what others reported."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kentongan.casework.models import Case
from kentongan.catalogue.shelf import shelf
from kentongan.face.admitting import anyone
from kentongan.frontdesk.pages import page
from kentongan.places.directory import directory

RECENT = 5


@anyone
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the city's front page."""
    recent = Case.objects.public().defer("search", "words").order_by("-opened_at", "-pk")[:RECENT]
    context = {
        "recent": list(recent),
        "kinds": shelf().types,
        "places": directory().jurisdictions,
        "at": timezone.localtime(),
    }
    return page(request, "home.html", context)
