"""Where vehicles tell where they are: one position or many at once, with an operator's key.

Told twice is taken once, so whoever is not sure whether it arrived tells it again.
"""

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from kentongan.face.admitting import machines
from kentongan.openapi.calls.answering import Said, Unsigned, answered, body_of, problem
from kentongan.toolbox.refusals import Unprocessable
from kentongan.transit.hearing import told_by_realtime, told_of
from kentongan.transit.models import PositionKey
from kentongan.transit.operators import holder_of
from kentongan.transit.pinging import take_in
from kentongan.transit.sifting import Told

Reading = Callable[[HttpRequest], Sequence[Told | None]]
MOST = 5000
"""In one batch."""


class NoKey(Unsigned):
    code = "no_key"
    sentence = _("This key opens nothing here.")


class TooManyPositions(Unprocessable):
    code = "too_many"
    sentence = _("At most 5,000 positions fit in one batch.")


@csrf_exempt
@machines
def tell_positions(request: HttpRequest) -> HttpResponse:
    """Take in a position, or `{"positions": […]}`, as JSON."""
    return _post(request, _json)


@csrf_exempt
@machines
def tell_realtime(request: HttpRequest) -> HttpResponse:
    """Take in the vehicle positions of a GTFS-Realtime message (protobuf)."""
    return _post(request, lambda asked: told_by_realtime(asked.body))


def _post(request: HttpRequest, read: Reading) -> HttpResponse:
    if request.method != "POST":
        return problem(405, "method", _("This address does not know that method."))
    return answered(lambda: _take(request, read))


def _take(request: HttpRequest, read: Reading) -> Said:
    key = _key_of(request)
    batch = read(request)
    if len(batch) > MOST:
        raise TooManyPositions(field="positions")
    receipt = take_in(batch, key=key, at=timezone.now())
    aside = [{"index": place, "reason": str(why)} for place, why in receipt.aside]
    return Said({"taken": receipt.taken, "repeated": receipt.repeated, "aside": aside})


def _json(request: HttpRequest) -> Sequence[Told | None]:
    told = body_of(request)
    many = told.get("positions", [told]) if isinstance(told, dict) else told
    if not isinstance(many, list):
        raise Unprocessable(field="positions")
    return [told_of(each) for each in many]


def _key_of(request: HttpRequest) -> PositionKey:
    scheme, _space, key = request.headers.get("Authorization", "").partition(" ")
    holder = holder_of(key.strip()) if scheme.lower() == "bearer" else None
    if holder is None:
        raise NoKey
    return holder
