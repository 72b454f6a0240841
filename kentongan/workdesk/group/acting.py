"""What the group's people do with a matter."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from kentongan.council.holding import NoSuchMatter, group_of
from kentongan.council.models import Matter
from kentongan.council.verifying import remark, tell, verify
from kentongan.face.admitting import users
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict, Unprocessable
from kentongan.workdesk.group.pages import show_matter
from kentongan.workdesk.visitors import person

Hand = Callable[[Matter, HttpRequest, User, datetime], object]
HANDS: dict[str, Hand] = {
    "verifikasi": lambda matter, request, by, at: verify(matter, by=by, at=at),
    "catatan": lambda matter, request, by, at: remark(
        matter, request.POST.get("text", ""), by=by, at=at
    ),
    "kabar": lambda matter, request, by, at: tell(matter, by=by, at=at),
}


@users(Act.SERVE_GROUP)
@require_POST
def matter_act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """Verify, note or tell."""
    user = person(request)
    matter = Matter.objects.filter(group=group_of(user), number=number).first()
    if matter is None:
        raise NoSuchMatter
    try:
        HANDS[act](matter, request, user, timezone.now())
    except (Unprocessable, Conflict) as refusal:
        return show_matter(request, number, refusal)
    address = reverse("workdesk:group_matter", args=[number])
    return HttpResponseRedirect(f"{address}?ok=group_kept", status=303)
