"""Where the city is told from: every source in public, how it stands, and what it answered.

What came, byte for byte, is for those who may watch the wall: a stranger's words may be in it.
"""

from django.db.models import Count, Q
from django.db.models.functions import Length
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kentongan.face.admitting import anyone, users
from kentongan.face.weather_words import GRADES
from kentongan.frontdesk.pages import page
from kentongan.people.models import User
from kentongan.people.permissions import Act, may
from kentongan.situation.feeds import Body, Feed
from kentongan.situation.standing import standing_of
from kentongan.toolbox.refusals import NotFound

SHOWN = 50


@anyone
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Every source of the pack, in its order (two statements)."""
    feeds = list(Feed.objects.filter(is_listed=True).order_by("order", "pk"))
    told = standing_of(feeds, timezone.now())
    context = {
        "asked": [told[feed.pk] for feed in feeds if feed.is_active],
        "grades": GRADES,
        "unconnected": [feed for feed in feeds if not feed.is_active],
    }
    return page(request, "sources.html", context)


@anyone
@require_safe
def source(request: HttpRequest, code: str) -> HttpResponse:
    """One source and its last answers (three statements)."""
    feed = _feed(code)
    answers = feed.fetches.select_related("body").defer("body__content")
    sized = answers.annotate(size=Length("body__content")).order_by("-at", "-id")
    context = {
        "grades": GRADES,
        "source": standing_of([feed], timezone.now())[feed.pk],
        "answers": sized[:SHOWN],
        "counted": feed.fetches.aggregate(all=Count("pk"), failed=Count("pk", filter=~Q(fault=""))),
        "may_read": isinstance(request.user, User) and may(request.user, Act.WATCH_WALL),
    }
    return page(request, "source.html", context)


@users(Act.WATCH_WALL)
@require_safe
def body(request: HttpRequest, code: str, digest: str) -> HttpResponse:
    """What came, byte for byte, as a file: never shown as a page of ours."""
    feed = _feed(code)
    found = Body.objects.filter(digest=digest).first()
    if found is None or not feed.fetches.filter(body=found).exists():
        raise NotFound
    answer = HttpResponse(bytes(found.content), content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{feed.code}-{digest[:12]}.bin"'
    answer["Cache-Control"] = "no-store"
    return answer


def _feed(code: str) -> Feed:
    feed = Feed.objects.filter(code=code, is_listed=True).first()
    if feed is None:
        raise NotFound
    return feed
