"""One batch of forms: its sheets as a PDF, and how each of them stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.face.admitting import users
from kentongan.face.printing import as_pdf
from kentongan.paper.counting import with_state
from kentongan.paper.models import PaperBatch
from kentongan.people.permissions import Act
from kentongan.places.directory import directory
from kentongan.workdesk.paper.place import framed
from kentongan.workdesk.paper.sheets import draw
from kentongan.workdesk.paper.words import state_words


@users(Act.SERVE_COUNTER)
@require_safe
def batch_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the sheets of a batch, the same whenever they are asked for."""
    batch = get_object_or_404(PaperBatch, pk=pk)

    def address(number: str) -> str:
        return request.build_absolute_uri(f"/k/{number}")

    return as_pdf(draw(batch, address, at=batch.at), f"formulir-{batch.pk}")


@users(Act.SERVE_COUNTER)
@never_cache
@require_safe
def batch_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show each form of a batch and how it stands."""
    at = timezone.now()
    batch = get_object_or_404(PaperBatch.objects.select_related("by"), pk=pk)
    forms = with_state(batch.forms.order_by("pk"))
    context = {
        **framed(request, at),
        "batch": batch,
        "unit": directory().units[batch.unit_id],
        "forms": [(form.number, *state_words(form.state, form.is_here)) for form in forms],
    }
    return render(request, "workdesk/paper/batch.html", context)
