"""The first page: what one can do here, whom to call in an emergency, what others reported."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kentongan.casework.models import Case
from kentongan.catalogue.shelf import shelf
from kentongan.face.admitting import anyone
from kentongan.face.stages import TONES
from kentongan.frontdesk.pages import page
from kentongan.places.directory import directory
from kentongan.stage.tile import raised

RECENT = 5


@anyone
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show the city's front page."""
    recent = Case.objects.public().defer("search", "words").order_by("-opened_at", "-pk")[:RECENT]
    stage = raised()
    context = {
        "stage": stage,
        "stage_tone": TONES[stage.level] if stage else "",
        "recent": list(recent),
        "kinds": shelf().types,
        "places": directory().jurisdictions,
        "at": timezone.localtime(),
    }
    return page(request, "home.html", context)
