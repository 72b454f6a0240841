"""Keeping a view of the queue under a name, and letting it go again."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_POST

from kentongan.face.admitting import users
from kentongan.people.keeping import keep, remove
from kentongan.people.permissions import Act
from kentongan.workdesk.filtering import FILTERS, query_of
from kentongan.workdesk.visitors import person


@users(Act.SEE)
@require_POST
def keep_view(request: HttpRequest) -> HttpResponse:
    """Keep the view that the form carries."""
    query = query_of(QueryDict(request.POST.get("query", "")[:2000]), *FILTERS)
    kept = keep(person(request), request.POST.get("name", ""), query)
    return HttpResponseRedirect(
        f"{reverse('workdesk:queue')}?{kept.query}&ok=filter_saved", status=303
    )


@users(Act.SEE)
@require_POST
def remove_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one of the visitor's own views go."""
    remove(person(request), pk)
    return HttpResponseRedirect(f"{reverse('workdesk:queue')}?ok=filter_removed", status=303)
