"""What every page of a head of RT or RW shows, and what may be read of a case there."""

from datetime import datetime
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils.translation import gettext as _

from kentongan.casework.models import Case, Stage
from kentongan.casework.revealing import LooksPersonal, covered, findings, see_nothing_personal
from kentongan.catalogue.shelf import shelf
from kentongan.face.ending import ending
from kentongan.face.worded import worded
from kentongan.neighbourhood.reaching import Reach
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import Refusal
from kentongan.workdesk.flashes import said
from kentongan.workdesk.lines import state_of
from kentongan.workdesk.visitors import person


class Line(NamedTuple):
    """One case in the list: what, where, how it stands; no words of whoever reported."""

    case: Case
    what: str
    where: str
    unit: str
    stands: str


def page(request: HttpRequest, reach: Reach, here: str, *, at: datetime) -> dict[str, Any]:
    """Return what every page shows."""
    return {
        "person": person(request),
        "reach": reach,
        "here": here,
        "at": at,
        "flash": said(request.GET.get("ok", "")),
        "kelurahan": directory().jurisdictions,
        "state_of": state_of,
    }


def fault(request: HttpRequest, refusal: Refusal | None) -> dict[str, Any]:
    """Return what was refused and what was typed."""
    return {
        "fault_text": str(refusal) if refusal else "",
        "fault_field": (refusal.field or "") if refusal else "",
        "typed": request.POST if refusal else {},
    }


def line(case: Case) -> Line:
    """Return a case in a few plain words, all from what is at hand (no statement)."""
    place = directory().jurisdictions[case.jurisdiction_id].name
    return Line(
        case,
        worded(shelf().types[case.service_type_id].names),
        ", ".join(part for part in (_street(case.address), place) if part),
        worded(directory().units[case.unit_id].names),
        stands(case),
    )


def _street(address: str) -> str:
    """Return where it is; nothing where that would tell a number to reach somebody by."""
    return "" if findings(address, ()) else address


def stands(case: Case) -> str:
    """How a case stands, in words for somebody who does not work for the city."""
    if case.closed_at is not None:
        return ending(case.outcome).words
    return {
        str(Stage.RECEIVED): _("not read yet"),
        str(Stage.VERIFIED): _("read and accepted"),
        str(Stage.ASSIGNED): _("somebody is working on it"),
        str(Stage.ASKED): _("the reporter was asked something"),
        str(Stage.CLAIMED): _("the unit says that it is done: please look"),
    }.get(case.stage, "")


def readable(case: Case) -> str:
    """Return the words a neighbour may read: those for the public, or else the reporter's, covered.

    Where even these would tell who reported, none (one statement).
    """
    return case.public_words or uncovering_nobody(case, case.words)


def uncovering_nobody(case: Case, text: str) -> str:
    """Return words of a case, covered; none where even these would tell who reported.

    Also for what a unit wrote: it writes to the reporter, by name (one statement).
    """
    words = covered(text)
    try:
        see_nothing_personal(case, words, is_insisted=False)
    except LooksPersonal:
        return ""
    return words
