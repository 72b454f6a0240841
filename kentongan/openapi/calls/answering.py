"""Every answer of the call contract: JSON, refusals as problem+json (RFC 9457), 401 unsigned."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

import orjson
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from kentongan.calls.connecting import secret_of
from kentongan.calls.signing import HEADER, WHO, is_signed
from kentongan.calls.touching import touch
from kentongan.face.admitting import machines
from kentongan.intake.hearing import rebuff
from kentongan.intake.messages import Rebuff
from kentongan.intake.models import Channel
from kentongan.toolbox.refusals import Conflict, Forbidden, NotFound, Refusal, Unprocessable


class Unsigned(Forbidden):
    code = "not_signed"
    sentence = _("This was not signed with the secret of an exchange that is connected here.")


class Unreadable(Unprocessable):
    code = "unreadable"
    sentence = _("This is no JSON.")


@dataclass(frozen=True)
class Said:
    """What a view has to say."""

    value: object
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


View = Callable[..., Said]
STATUSES = ((Unsigned, 401), (Forbidden, 403), (NotFound, 404), (Conflict, 409))


def speaks(method: str) -> Callable[[View], Callable[..., HttpResponseBase]]:
    """Let a view that takes (request, pbx) answer in JSON to an exchange that has signed."""

    def wrap(view: View) -> Callable[..., HttpResponseBase]:
        @csrf_exempt
        @machines
        @wraps(view)
        def speaking(request: HttpRequest, /, **captured: Any) -> HttpResponse:
            if request.method != method:
                return problem(405, "method", _("This address does not know that method."))
            return answered(lambda: view(request, pbx_of(request), **captured))

        return speaking

    return wrap


def pbx_of(request: HttpRequest) -> str:
    """Return the name of the exchange that has signed a request (two statements).

    :raises Unsigned: if none has; it is counted, and nothing else is kept of it
    """
    name = request.headers.get(WHO, "")
    secret = secret_of(name)
    # As it came: what Django puts together again may be encoded otherwise than what was signed.
    target = request.META.get("RAW_URI") or request.get_full_path()
    method = str(request.method)
    given, at = request.headers.get(HEADER, ""), timezone.now()
    if secret and is_signed(given, secret, method, target, request.body, at=at):
        touch(name, at=at)
        return name
    turn_away()
    raise Unsigned


def turn_away() -> None:
    """Count a signature that was wrong."""
    rebuff(Channel.PHONE, Rebuff.Why.SIGNATURE, at=timezone.now())


def body_of(request: HttpRequest) -> Any:
    """Return the JSON of a body.

    :raises Unreadable: if it is none
    """
    try:
        return orjson.loads(request.body)
    except orjson.JSONDecodeError:
        raise Unreadable from None


def refused(refusal: Refusal) -> dict[str, str]:
    """Return a refusal as a part of an answer."""
    told = {"code": refusal.code, "title": str(refusal)}
    return {**told, "field": refusal.field} if refusal.field else told


def problem(status: int, code: str, title: str | Promise, **more: str) -> HttpResponse:
    """Return a refusal as a whole answer."""
    told = {"type": "about:blank", "status": status, "code": code, "title": str(title), **more}
    kind = "application/problem+json"
    return HttpResponse(orjson.dumps(told), content_type=kind, status=status)


def answered(view: Callable[[], Said]) -> HttpResponse:
    """Return what a view says, or why it refuses."""
    try:
        said = view()
    except Refusal as refusal:
        found = (status for kind, status in STATUSES if isinstance(refusal, kind))
        told = refused(refusal)
        return problem(next(found, 422), told.pop("code"), told.pop("title"), **told)
    except RequestDataTooBig:
        return problem(413, "too_large", _("This is too large; send it in parts."))
    except UnreadablePostError:
        return problem(400, "cut_off", _("This was cut off on the way."))
    return HttpResponse(
        orjson.dumps(said.value),
        content_type="application/json",
        status=said.status,
        headers={"Cache-Control": "no-store", **said.headers},
    )
