"""What happened at the gate, told at the desk: sent elsewhere, set aside, objected to."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from kentongan.casework.history import Event
from kentongan.workdesk.doors import CHANNELS
from kentongan.workdesk.insisting import KIND, insisted


def _referred(event: Event, telling: Any) -> str:
    authority, _newline, address = event.detail.partition("\n")
    return _("Sent to %(authority)s, %(address)s") % {"authority": authority, "address": address}


def _objected(event: Event, telling: Any) -> str:
    channel = CHANNELS.get(event.detail, "")
    said = _("The reporter objects to the refusal")
    return f"{said}, {channel}" if channel else said


def _decided(event: Event, telling: Any) -> str:
    is_upheld = event.detail == "true"
    return _("Objection upheld") if is_upheld else _("Objection rejected")


GATE: dict[str, Callable[[Event, Any], str]] = {
    "case.referred": _referred,
    "case.referral_followed": lambda event, telling: _("Followed up with the authority"),
    "case.referral_concluded": lambda event, telling: _("The authority's last word"),
    "case.set_aside": lambda event, telling: _("Set aside: no report"),
    "case.objected": _objected,
    "case.objection_decided": _decided,
    KIND: insisted,
}
