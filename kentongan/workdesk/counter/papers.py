"""What is printed at a counter: a receipt as an official sheet or a strip, and a queue number."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kentongan.casework.models import Case
from kentongan.catalogue.shelf import shelf
from kentongan.counter.models import Office, Ticket
from kentongan.face.formatting import clock, day_long, moment
from kentongan.face.printing import qr_svg
from kentongan.face.worded import worded
from kentongan.intake.models import ServiceRequest
from kentongan.places.directory import directory
from kentongan.places.models import Unit
from kentongan.toolbox.codes import spoken
from kentongan.workdesk.counter.words import purpose_words

PAPERS = {
    "a4": "workdesk/printed/receipt.typ",
    "a5": "workdesk/printed/receipt.typ",
    "80mm": "workdesk/printed/strip.typ",
}
TICKET = "workdesk/printed/ticket.typ"
Values = dict[str, Any]


def receipt_values(
    told: ServiceRequest, case: Case, unit: Unit, *, address: str, at: datetime
) -> Values:
    """Return what a receipt says, in the visitor's language (no statement).

    :param unit: whose counter hands it out
    :param address: the tracking page's; "" where neither code nor name is to be shown: a name is
        looked at on the page of the case, where the look is kept
    """
    language, here = get_language() or "id", timezone.localtime(at)
    profile = directory().profile
    return {
        "language": language,
        "title": _("Receipt of a report"),
        "above": profile.name,
        "office": worded(unit.names),
        "lines": [line for line in (profile.contact.get("address"),) if line],
        "number": told.reference,
        "number_label": _("Number"),
        "rows": _rows(told, case, here, language, is_named=bool(address)),
        "words_label": _("What was told"),
        "words": _("Told in confidence.") if told.is_confidential else told.words[:1200],
        **_code(told, address),
        "place_and_day": f"{profile.name}, {day_long(at, language, here)}",
        **_signed(),
        "foot": _("Printed %(moment)s. Free of charge.") % {"moment": moment(at, language, here)},
    }


def ticket_values(ticket: Ticket, office: Office, *, address: str, ahead: int) -> Values:
    """Return what a queue number says (no statement); nothing of who holds it.

    :param address: where one's turn is followed on a telephone
    """
    language, here = get_language() or "id", timezone.localtime(ticket.taken_at)
    return {
        "language": language,
        "title": _("Queue number"),
        "above": directory().profile.name,
        "office": worded(office.unit.names),
        "number": ticket.label,
        "purpose": purpose_words(office, ticket.letter),
        "priority": _("Priority") if ticket.is_priority else "",
        "taken": _when(ticket.taken_at, language, here),
        "ahead": _("%(n)s before you") % {"n": ahead},
        "qr": qr_svg(address),
        "follow": _("Follow your turn on your telephone."),
    }


def _code(told: ServiceRequest, address: str) -> Values:
    return {
        "code_label": _("Tracking code"),
        "code": spoken(told.code) if address else "",
        "address": address,
        "qr": qr_svg(address) if address else "",
        "keep": _keep(bool(address)),
    }


def _signed() -> Values:
    return {"clerk": _("Received by"), "reporter": _("Reporter")}


def _rows(
    told: ServiceRequest, case: Case, here: datetime, language: str, *, is_named: bool
) -> list[tuple[str, str]]:
    known = directory()
    name = _name(told) if is_named else ""
    place = known.jurisdictions[told.jurisdiction_id].name
    promised = case.promised_at or case.due_at
    rows = [
        (_("Received"), _when(told.received_at, language, here)),
        (_("Reporter"), name or _("not named")),
        (_("About"), worded(shelf().types[told.service_type_id].names)),
        (_("Place"), ", ".join(dict.fromkeys(part for part in (told.address, place) if part))),
        (_("Responsible"), worded(known.units[case.unit_id].names)),
    ]
    if case.is_open:
        rows.append((_("Answer by"), day_long(promised, language, here)))
    return rows


def _name(told: ServiceRequest) -> str:
    is_hidden = told.is_anonymous or told.restricted_at is not None
    return told.reporter.name if told.reporter and not is_hidden else ""


def _when(moment: datetime, language: str, here: datetime) -> str:
    return f"{day_long(moment, language, here)} {clock(moment, language, here)}"


def _keep(has_code: bool) -> str:
    if has_code:
        return _(
            "Keep this code: whoever has it reads how the report stands. Bring it, name it"
            " on the telephone, or scan the square."
        )
    return _("The tracking code stands on the first receipt only; it is the reporter’s secret.")
