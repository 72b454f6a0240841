"""From the parameters of a POST to a report, whatever was left out or written wrongly.

An empty parameter is the same as none. `media_url` is never fetched (we open no address that a
stranger names), `device_id` and `account_id` are not kept: see docs/how-to/use-open311.md.
"""

import re
from math import nan
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from kentongan.catalogue.shelf import shelf
from kentongan.intake.locating import locate
from kentongan.intake.models import Channel, LocatedBy
from kentongan.intake.report import Answers, Report
from kentongan.openapi.open311.media import clean_media
from kentongan.openapi.open311.persons import person_of
from kentongan.openapi.open311.reading import ParameterMissing, ParameterUnusable
from kentongan.people.models import ApiKey
from kentongan.toolbox.geometry import Point
from kentongan.toolbox.refusals import Unprocessable

YES = {"true", "1", "yes"}
NO = {"", "false", "0", "no"}
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}
_ATTRIBUTE = re.compile(r"attribute\[([^\[\]]{1,40})\](\[\])?")
_DEGREES = re.compile(r"[+-]?[0-9]+(\.[0-9]*)?([eE][+-]?[0-9]{1,4})?", re.ASCII)
_KEY = re.compile(r"[!-~]{1,64}", re.ASCII)


class NotAForm(Unprocessable):
    code = "not_a_form"
    sentence = _("Send the report as a form (application/x-www-form-urlencoded or multipart).")


class PlaceNotFound(Unprocessable):
    code = "place_not_found"
    sentence = _(
        "Addresses in words are kept, but cannot be looked up: add lat and long, or the code of "
        "the kelurahan as address_id."
    )


def report_from(request: HttpRequest, key: ApiKey, *, is_test: bool) -> Report:
    """Read a report out of a form; its photos are cleaned and kept on the way.

    :raises Unprocessable: with the parameter that cannot be used
    """
    if request.content_type not in FORMS:
        raise NotAForm
    form = request.POST
    if not form.get("service_code"):
        raise ParameterMissing(field="service_code")
    point = _point(form)
    _check_place(request, point)
    return Report(
        service_code=form["service_code"],
        words=form.get("description", ""),
        channel=Channel.OPEN311,
        point=point,
        located_by=LocatedBy.DEVICE,
        kelurahan=form.get("address_id", ""),
        address=form.get("address_string", ""),
        person=person_of(form),
        answers=_answers(form),
        photos=clean_media(request),
        language=translation.get_language() or "id",
        **_sender(request, key, is_test),
        **_switches(form),
    )


def _sender(request: HttpRequest, key: ApiKey, is_test: bool) -> dict[str, Any]:
    once = _idempotency_key(request, key, is_test=is_test)
    return {"idempotency_key": once, "api_key": key, "is_test": is_test}


def _switches(form: QueryDict) -> dict[str, Any]:
    """An extension: *anonim* hides who reports, *rahasia* what is reported."""
    return {f"is_{name}": _switch(form, name) for name in ("anonymous", "confidential")}


def _switch(form: QueryDict, name: str) -> bool:
    """Whether it is on; a value we do not know is refused, lest somebody be shown unawares."""
    text = form.get(name, "").strip().lower()
    if text in YES or text in NO:
        return text in YES
    raise ParameterUnusable(field=name)


def _check_place(request: HttpRequest, point: Point | None) -> None:
    """Refuse early what cannot be kept, before a photo is kept for it."""
    form = request.POST
    if point is None and form.get("address_string") and not form.get("address_id"):
        raise PlaceNotFound(field="address_string")
    if request.FILES:
        shelf().find(form["service_code"])
        locate(point, form.get("address_id", ""))


def _point(form: QueryDict) -> Point | None:
    lat, lon = form.get("lat", "").strip(), form.get("long", "").strip()
    if not lat and not lon:
        return None
    if not lat or not lon:
        raise ParameterMissing(field="lat" if lon else "long")
    return Point(_degrees(lat, "lat"), _degrees(lon, "long"))


def _degrees(text: str, field: str) -> float:
    if text.lower().lstrip("+-") in {"nan", "inf", "infinity"}:
        return nan
    if not _DEGREES.fullmatch(text):
        raise ParameterUnusable(_("This is not a number of degrees."), field=field)
    return float(text)


def _answers(form: QueryDict) -> Answers:
    answers: dict[str, str | list[str]] = {}
    for name, values in form.lists():
        found = _ATTRIBUTE.fullmatch(name)
        given = [value for value in values if value]
        if found and given:
            answers[found[1]] = given[0] if len(given) == 1 and not found[2] else given
    return answers


def _idempotency_key(request: HttpRequest, key: ApiKey, *, is_test: bool) -> str | None:
    """The caller's own name for a submission, apart for every api key and for trying out."""
    sent = request.headers.get("Idempotency-Key", "").strip()
    if not sent:
        return None
    if not _KEY.fullmatch(sent):
        raise ParameterUnusable(
            _("Use at most 64 letters, digits and signs without spaces."), field="Idempotency-Key"
        )
    return f"{key.pk}{'t' if is_test else ''}:{sent}"
