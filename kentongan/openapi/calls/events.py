"""Where an exchange tells what happens, one event or many at once, and how calls went."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kentongan.calls import events, records
from kentongan.calls.reporting import report
from kentongan.calls.telling import Heard, tell
from kentongan.openapi.calls.answering import Said, body_of, refused, speaks
from kentongan.toolbox.refusals import Refusal, Unprocessable

MOST = 500
"""In one batch."""


class TooMany(Unprocessable):
    code = "too_many"
    sentence = _("At most 500 fit in one batch.")


@speaks("POST")
def tell_events(request: HttpRequest, pbx: str) -> Said:
    """Take in one event, or `{"events": […]}`; of a batch each is taken or refused for itself.

    :raises EventUnusable: if a single event breaks the contract
    """
    told = body_of(request)
    many = _many(told, "events")
    if many is None:
        return Said(_heard(tell(events.read(told), pbx=pbx, at=timezone.now())))
    return Said({"events": [_each(raw, pbx, "event_id", _tell) for raw in many]})


@speaks("POST")
def report_call(request: HttpRequest, pbx: str) -> Said:
    """Take in how one call went, told at its end.

    :raises EventUnusable: if it breaks the contract
    """
    return Said(_report(body_of(request), pbx, is_backfilled=False))


@speaks("POST")
def back_fill(request: HttpRequest, pbx: str) -> Said:
    """Take in `{"records": […]}`, an exchange's books, for the calls we may have missed.

    :raises EventUnusable: if there is no such list
    """
    many = _many(body_of(request), "records")
    if many is None:
        raise events.EventUnusable(field="records")
    return Said({"records": [_each(raw, pbx, "call_id", _back_fill) for raw in many]})


def _many(told: object, name: str) -> list[Any] | None:
    if not isinstance(told, dict) or name not in told:
        return None
    many = told[name]
    if not isinstance(many, list):
        raise events.EventUnusable(field=name)
    if len(many) > MOST:
        raise TooMany(field=name)
    return many


def _each(raw: Any, pbx: str, name: str, act: Any) -> dict[str, Any]:
    """What breaks the contract must not keep the rest of a batch from being heard."""
    try:
        said: dict[str, Any] = act(raw, pbx)
    except Refusal as refusal:
        given = raw.get(name) if isinstance(raw, dict) else None
        return {name: given if isinstance(given, str) else "", "refused": refused(refusal)}
    return said


def _tell(raw: Any, pbx: str) -> dict[str, Any]:
    return _heard(tell(events.read(raw), pbx=pbx, at=timezone.now()))


def _back_fill(raw: Any, pbx: str) -> dict[str, Any]:
    return _report(raw, pbx, is_backfilled=True)


def _report(raw: Any, pbx: str, *, is_backfilled: bool) -> dict[str, Any]:
    written = records.read_record(raw)
    done = report(written, pbx=pbx, at=timezone.now(), is_backfilled=is_backfilled)
    return {
        "call_id": written.call_id,
        "state": done.call.state,
        "is_new": done.is_new,
        "is_changed": done.is_changed,
        "is_recorded": bool(done.call.recording),
    }


def _heard(heard: Heard) -> dict[str, Any]:
    said: dict[str, Any] = {"event_id": heard.event_id, "is_known": heard.is_known}
    if heard.call is not None:
        said["state"] = heard.call.state
    if heard.is_unknown_extension:
        said["is_unknown_extension"] = True
    return said
