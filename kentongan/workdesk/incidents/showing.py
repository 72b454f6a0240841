"""What the pages of incidents show: where each stands, its map, its witnesses by their cases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from kentongan.casework.listing import Wanted
from kentongan.casework.models import Case
from kentongan.catalogue.shelf import shelf
from kentongan.face.worded import worded
from kentongan.incidents.holding import NoSuchIncident
from kentongan.incidents.joining import witnesses_for
from kentongan.incidents.models import Incident
from kentongan.incidents.standing import Standing
from kentongan.people.models import User
from kentongan.people.permissions import Act, acts_of
from kentongan.places.directory import directory
from kentongan.places.models import Jurisdiction
from kentongan.toolbox.schemas import current
from kentongan.workdesk.desk import NOTHING, Found, frame
from kentongan.workdesk.incidents.words import OUTCOMES, code_of
from kentongan.workdesk.lines import title_of
from kentongan.workdesk.mapping import features_of_city, features_within
from kentongan.workdesk.visitors import person

MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class ShownWitness:
    """One report under an incident: its case, and what it tells."""

    trace: int
    case: Case
    title: str
    kind: str
    place: str
    since: datetime
    told_at: datetime
    by_hand: bool
    metres: int | None
    address: str


def around(request: HttpRequest, *, at: datetime, here: str = "incidents") -> dict[str, Any]:
    """Return what every page of incidents shows beside its own matter."""
    words = {"outcomes": OUTCOMES, "here": here, "places_of": places_of, "code_of": code_of}
    may = {"directs": Act.DIRECT in acts_of(person(request))}
    return {**frame(request, Found(Wanted(), NOTHING), at=at), **words, **may}


def incident_of(pk: int) -> Incident:
    """Return an incident.

    :raises NoSuchIncident: if there is none
    """
    found = Incident.objects.select_related("kind", "opened_by").filter(pk=pk).first()
    if found is None:
        raise NoSuchIncident
    return found


def places_of(stood: Standing) -> str:
    """Return the kelurahan that an incident touches, those from which most tell first."""
    known = directory().jurisdictions
    names = [known[pk].name for pk, _count in stood.kelurahan]
    rest = len(names) - MOST_PLACES
    shown = ", ".join(names[:MOST_PLACES])
    return f"{shown} +{rest}" if rest > 0 else shown


def shown_witnesses(incident: Incident, user: User) -> list[ShownWitness]:
    """Return the witnesses whose cases the reader may see, newest first (two statements)."""
    found = []
    for each in witnesses_for(incident, by=user):
        told = each.trace.service_request
        case = told.filing.case
        kind = worded(shelf().types[case.service_type_id].names)
        found.append(
            ShownWitness(
                trace=each.trace_id,
                case=case,
                title=title_of(told.words) or kind,
                kind=kind,
                place=directory().jurisdictions[told.jurisdiction_id].name,
                since=each.since,
                told_at=each.trace.at,
                by_hand=each.by_id is not None,
                metres=each.why.get("metres"),
                address=reverse("workdesk:case", args=[case.reference]),
            )
        )
    return found


def dots(
    witnesses: Sequence[ShownWitness], chosen: frozenset[int] = frozenset()
) -> list[dict[str, Any]]:
    """Return the witnesses as points of a map; those chosen stand out."""
    return [
        {
            "lat": each.case.lat,
            "lon": each.case.lon,
            "state": "late" if each.trace in chosen else "open",
            "label": each.title,
            "url": each.address,
        }
        for each in witnesses
        if each.case.lat is not None
    ]


def ground_for(*stood: Standing) -> dict[str, Any]:
    """Return the ground of incidents: their kecamatan, or the whole city if they touch several."""
    known = directory()
    level = Jurisdiction.Level.KECAMATAN
    places = {pk for each in stood for pk, _count in each.kelurahan}
    touched = {known.above(known.jurisdictions[pk], level) for pk in places}
    kecamatan = touched.pop() if len(touched) == 1 else None
    draw: Any = partial(features_within, kecamatan) if kecamatan else features_of_city
    key = ("incidents", current().schema_name, known.profile.version, kecamatan and kecamatan.code)
    return {"features": draw, "features_key": key}
