"""Files to and from SP4N-LAPOR: read one, download one, and what could not be taken over."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kentongan.casework.listing import Wanted
from kentongan.exchange import linking
from kentongan.exchange.columns import NEEDED
from kentongan.exchange.exporting import NEW_COLUMNS, STATE_COLUMNS, hand_over, rows_of, tell_states
from kentongan.exchange.importing import take_over
from kentongan.exchange.mapping import remap
from kentongan.exchange.models import Batch, Direction, Leftover
from kentongan.exchange.reading import LARGEST, FileTooLarge, Row, rows
from kentongan.exchange.writing import lines
from kentongan.face.admitting import users
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict, Refusal, Unprocessable
from kentongan.workdesk.desk import NOTHING, Found, frame
from kentongan.workdesk.statuses import status_of
from kentongan.workdesk.visitors import person

MOST_SHOWN = 50
CSV = "text/csv; charset=utf-8"
Take = Callable[[Iterable[Row], str, User, datetime], object]


class NoFile(Unprocessable):
    code = "no_file"
    sentence = _("Please choose a file.")


def _import(found: Iterable[Row], name: str, by: User, at: datetime) -> object:
    return take_over(found, name=name, by=by, at=at)


def _numbers(found: Iterable[Row], name: str, by: User, at: datetime) -> object:
    return linking.link(found, by=by, at=at)


def _table(found: Iterable[Row], name: str, by: User, at: datetime) -> object:
    return remap(found, by=by, at=at)


TAKES: dict[str, tuple[tuple[str, ...], Take]] = {
    "laporan": (NEEDED, _import),
    "nomor": (linking.NEEDED, _numbers),
    "padanan": (("reference",), _table),
}
WHYS: dict[str, str | Promise] = {
    Leftover.Why.CATEGORY: _("no service type stands for this category"),
    Leftover.Why.PLACE: _("no kelurahan of this city, or several of that name"),
    Leftover.Why.WORDS: _("nothing is said, or too much"),
    Leftover.Why.NUMBER: _("it has no number"),
    Leftover.Why.OTHER: _("something in it cannot be used"),
}


@users(Act.EXCHANGE)
@never_cache
@require_safe
def exchange_page(request: HttpRequest) -> HttpResponse:
    """What crossed lately, and what is left."""
    return _page(request)


@users(Act.EXCHANGE)
@require_POST
def intake_file(request: HttpRequest, what: str) -> HttpResponse:
    """Read an uploaded file of one of the three kinds."""
    needed, take = TAKES[what]
    file = request.FILES.get("file")
    try:
        if file is None or isinstance(file, list):
            raise NoFile(field="file")
        if (file.size or 0) > LARGEST:
            raise FileTooLarge(field="file")
        take(rows(file.read(), needed), file.name or "", person(request), timezone.now())
    except (Unprocessable, Conflict) as refusal:
        return _page(request, what, refusal)
    return HttpResponseRedirect(f"{reverse('workdesk:exchange')}?ok=exchanged", status=303)


@users(Act.EXCHANGE)
@require_POST
def handing_over(request: HttpRequest) -> HttpResponse:
    """Draw up what has not gone over yet; its file is then on the list."""
    hand_over(by=person(request), at=timezone.now())
    return HttpResponseRedirect(f"{reverse('workdesk:exchange')}?ok=handed_over", status=303)


@users(Act.EXCHANGE)
@require_POST
def states_file(request: HttpRequest) -> StreamingHttpResponse:
    """Hand out how matters stand, where that is news to them."""
    told = tell_states(by=person(request), at=timezone.now())
    return _download(lines(told, STATE_COLUMNS), "status.csv")


@users(Act.EXCHANGE)
@require_safe
def batch_file(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Hand out a batch, the same whenever it is asked for."""
    batch = get_object_or_404(Batch, pk=pk, direction=Direction.OUT)
    return _download(list(lines(rows_of(batch), NEW_COLUMNS)), f"laporan-{batch.pk}.csv")


def _download(content: Iterable[str], name: str) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(content, content_type=CSV)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _page(request: HttpRequest, what: str = "", refusal: Refusal | None = None) -> HttpResponse:
    at = timezone.now()
    left = list(Leftover.objects.filter(settled_at=None).order_by("-pk")[: MOST_SHOWN + 1])
    context: dict[str, Any] = {
        **frame(request, Found(Wanted(), NOTHING), at=at),
        "here": "exchange",
        "batches": Batch.objects.order_by("-pk")[:MOST_SHOWN],
        "left": [(each, WHYS[each.why]) for each in left[:MOST_SHOWN]],
        "has_more": len(left) > MOST_SHOWN,
        "fault_of": what,
        "fault_text": str(refusal) if refusal else "",
    }
    status = status_of(refusal)
    return render(request, "workdesk/exchange.html", context, status=status)
