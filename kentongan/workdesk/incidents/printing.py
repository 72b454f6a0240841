"""*Berita acara serah terima*: a handover on paper, with who left and who came."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.face import formatting
from kentongan.face.admitting import users
from kentongan.face.printing import as_pdf, sheet
from kentongan.face.worded import worded
from kentongan.incidents.duties import NoSuchShift
from kentongan.incidents.models import Handover, Incident
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.places.directory import directory

TEMPLATE = "workdesk/printed/handover.typ"


@users(Act.HANDLE_INCIDENTS)
@never_cache
@require_safe
def handover_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Return a handover as PDF."""
    found = Handover.objects.select_related("left_by", "came_by", "shift").filter(pk=pk).first()
    if found is None:
        raise NoSuchShift
    at = timezone.localtime()
    return as_pdf(sheet(TEMPLATE, values_of(found, at), at=at), f"serah-terima-{pk}")


def values_of(handover: Handover, at: datetime) -> dict[str, Any]:
    """Return what the sheet says."""
    language = get_language() or "id"
    people = User.objects.in_bulk(handover.people)
    names = [people[pk].name for pk in handover.people if pk in people]
    return {
        "language": language,
        "title": _("Shift handover"),
        "above": directory().profile.name,
        "office": _("Control room"),
        "head": [
            [_("Shift since"), _moment(handover.shift.since, language, at)],
            [_("On duty"), ", ".join(names)],
            [_("Open incidents"), str(len(handover.incidents))],
        ],
        "columns": [_("Incident"), _("Kind"), _("Witnesses"), _("Last 20 minutes")],
        "rows": _rows(handover),
        "none": _("No incident stood open."),
        "note": handover.note,
        "mind": _("To mind"),
        "leaves": _("Handed over by"),
        "comes": _("Taken over by"),
        "left": [handover.left_by.name, _moment(handover.left_at, language, at)],
        "came": _came(handover, language, at),
    }


def _rows(handover: Handover) -> list[list[str]]:
    ids = [each["id"] for each in handover.incidents]
    known = Incident.objects.select_related("kind").in_bulk(ids)
    return [
        [
            f"{known[each['id']].code} {known[each['id']].name}".strip(),
            worded(known[each["id"]].kind.names),
            str(each["witnesses"]),
            str(each["grown"]),
        ]
        for each in handover.incidents
        if each["id"] in known
    ]


def _came(handover: Handover, language: str, at: datetime) -> list[str]:
    if handover.came_by is None or handover.came_at is None:
        return ["", _("not signed yet")]
    return [handover.came_by.name, _moment(handover.came_at, language, at)]


def _moment(moment: datetime, language: str, at: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{formatting.day_long(local, language, at)}, {local:%H.%M}"
