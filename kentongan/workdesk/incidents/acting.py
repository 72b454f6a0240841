"""What can be done to an incident from its page: each a form of its own, each one verb."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone

from kentongan.casework.models import Case
from kentongan.face.admitting import users
from kentongan.incidents.closing import close, reopen
from kentongan.incidents.dividing import divide, reunite
from kentongan.incidents.holding import NoSuchIncident
from kentongan.incidents.joining import NoCaseToJoin, join, take_out
from kentongan.incidents.merging import merge, part
from kentongan.incidents.models import Incident, Merge, Split
from kentongan.incidents.writing_down import log, tick, untick
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.keys import key_in, keys_in
from kentongan.toolbox.refusals import Conflict, Unprocessable
from kentongan.workdesk.incidents.page import show_incident
from kentongan.workdesk.incidents.showing import incident_of
from kentongan.workdesk.visitors import person

Hand = Callable[[Incident, QueryDict, User, datetime], object]


@users(Act.HANDLE_INCIDENTS)
def incident_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Do one thing to an incident."""
    incident = incident_of(pk)
    address = reverse("workdesk:incident", args=[incident.pk])
    if request.method != "POST":  # somebody signed in again in between, or reloaded
        return HttpResponseRedirect(address)
    try:
        HANDS[act](incident, request.POST, person(request), timezone.now())
    except (Unprocessable, Conflict) as refusal:
        return show_incident(request, incident_of(pk), refusal)
    return HttpResponseRedirect(f"{address}?ok=incident_{SAID.get(act, 'kept')}", status=303)


def _join(incident: Incident, typed: QueryDict, by: User, at: datetime) -> None:
    join(incident, _case(typed, by), by=by, at=at)


def _take_out(incident: Incident, typed: QueryDict, by: User, at: datetime) -> None:
    take_out(incident, _case(typed, by), by=by, at=at)


def _merge(incident: Incident, typed: QueryDict, by: User, at: datetime) -> None:
    merge(incident, incident_of(_number(typed, "into")), by=by, at=at)


def _part(incident: Incident, typed: QueryDict, by: User, at: datetime) -> None:
    merged = Merge.objects.filter(pk=_number(typed, "row")).first()
    if merged is None or incident.pk not in (merged.incident_id, merged.into_id):
        raise NoSuchIncident
    part(merged, by=by, at=at)


def _divide(incident: Incident, typed: QueryDict, by: User, at: datetime) -> None:
    traces = keys_in(typed.getlist("trace"))
    divide(incident, traces, by=by, at=at)


def _reunite(incident: Incident, typed: QueryDict, by: User, at: datetime) -> None:
    split = Split.objects.filter(pk=_number(typed, "row")).first()
    if split is None or incident.pk not in (split.incident_id, split.became_id):
        raise NoSuchIncident
    reunite(split, by=by, at=at)


def _close(incident: Incident, typed: QueryDict, by: User, at: datetime) -> None:
    close(incident, typed.get("outcome", ""), typed.get("text", ""), by=by, at=at)


def _reopen(incident: Incident, _typed: QueryDict, by: User, at: datetime) -> None:
    reopen(incident, by=by, at=at)


def _log(incident: Incident, typed: QueryDict, by: User, at: datetime) -> None:
    log(incident, typed.get("line", ""), by=by, at=at)


def _tick(incident: Incident, typed: QueryDict, by: User, at: datetime) -> None:
    tick(incident, _number(typed, "step"), by=by, at=at)


def _untick(incident: Incident, typed: QueryDict, by: User, at: datetime) -> None:
    untick(incident, _number(typed, "step"), by=by, at=at)


def _case(typed: QueryDict, by: User) -> Case:
    reference = typed.get("case", "").strip().upper()
    found = Case.objects.reachable_by(by).filter(reference=reference).first()
    if found is None:
        raise NoCaseToJoin(field="case")
    return found


def _number(typed: QueryDict, name: str) -> int:
    return key_in(typed.get(name, ""))


HANDS: dict[str, Hand] = {
    "tambah": _join,
    "keluarkan": _take_out,
    "gabung": _merge,
    "batal-gabung": _part,
    "pecah": _divide,
    "batal-pecah": _reunite,
    "tutup": _close,
    "buka": _reopen,
    "catat": _log,
    "centang": _tick,
    "hapus-centang": _untick,
}
SAID = {"gabung": "merged", "pecah": "split", "tutup": "closed", "catat": "logged"}
