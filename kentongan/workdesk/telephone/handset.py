"""The handset's window: the one page of the desk that speaks to the exchange by itself."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.calls.attending import NoExtension
from kentongan.calls.models import Agent
from kentongan.calls.passing import Exchange, pass_for
from kentongan.face.admitting import users
from kentongan.face.policy import speaking_to
from kentongan.people.permissions import Act
from kentongan.workdesk.visitors import person


@users(Act.TAKE_CALLS)
@never_cache
@require_safe
def handset(request: HttpRequest) -> HttpResponse:
    """Show the handset of one's extension, with a pass that is good for a shift."""
    agent = Agent.objects.filter(user=person(request)).first()
    if agent is None:
        raise NoExtension
    page = "workdesk/telephone/handset.html"
    if not settings.TELEPHONE:
        return render(request, page, {"extension": agent.extension})
    exchange = Exchange.parse(settings.TELEPHONE)
    given = pass_for(agent.extension, secret=exchange.secret, at=timezone.now())
    context = {"extension": agent.extension, "exchange": exchange, "given": given}
    context["domain"] = request.get_host().split(":")[0]
    response = render(request, page, context)
    response["Content-Security-Policy"] = speaking_to(exchange.origin)
    return response
