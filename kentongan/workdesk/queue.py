"""The queue: what must be done next, by when."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kentongan.face.admitting import users
from kentongan.people.permissions import Act
from kentongan.workdesk.desk import find, frame


@users(Act.SEE)
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show one page of the cases the visitor may see; a typed reference leads to its case."""
    at = timezone.now()
    found = find(request, at=at)
    if found.wanted.reference and len(found.page.rows) == 1:
        return HttpResponseRedirect(reverse("workdesk:case", args=[found.wanted.reference]))
    context = frame(request, found, at=at)
    status = 422 if found.fault else 200
    return render(request, "workdesk/queue.html", context, status=status)
