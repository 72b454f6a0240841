"""The facts of one case, gathered for its page with a fixed number of statements."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import lokal
from django.db.models import Exists, OuterRef, Q

from kentongan.casework.history import Event
from kentongan.casework.models import Case, Disposition, Filing
from kentongan.catalogue.shelf import shelf
from kentongan.face.photos import photo_url
from kentongan.face.worded import worded
from kentongan.intake.models import Photo, ServiceRequest
from kentongan.people.models import Membership, User
from kentongan.places.directory import directory
from kentongan.workdesk.clocks import clocks
from kentongan.workdesk.lines import title_of
from kentongan.workdesk.mapping import features_around
from kentongan.workdesk.spots import spot_of
from kentongan.workdesk.telling import REASONS, Telling, tell

MOST_VOICES = 20
MOST_PHOTOS = 40


@dataclass(frozen=True, slots=True)
class Sight:
    """A case, what happened to it, and whether the visitor may read who reported it."""

    case: Case
    events: list[Event]
    reads_contact: bool


def facts(sight: Sight, *, at: datetime) -> dict[str, Any]:
    """Return the context of a case (four statements, whatever its history)."""
    case, people, voices = sight.case, _people(sight), _voices(sight.case)
    telling = Telling(
        people={user.pk: user.name for user in people},
        channels={voice.service_request_id: voice.service_request.channel for voice in voices},
    )
    return {
        **_names(case),
        "case": case,
        "officer": telling.people.get(case.officer_id or 0, ""),
        "officer_choices": [(user.pk, user.name) for user in people if user.is_here],
        "reason_choices": [(code, str(REASONS[code])) for code in Disposition.Reason],
        "clocks": clocks(case, at=at),
        "voices": [_voice(voice.service_request, sight.reads_contact) for voice in voices],
        "photos": _photos(case),
        "masked": lokal.mask_pii(case.words).text if case.words else "",
        "told": [tell(event, telling) for event in reversed(sight.events)],
        "points": _points(case),
        "spot": spot_of(case, voices[0].service_request if voices else None),
    }


def _names(case: Case) -> dict[str, Any]:
    """What the snapshots know of the case: type, places and unit."""
    known, kind = directory(), shelf().types[case.service_type_id]
    place = known.jurisdictions[case.jurisdiction_id]
    return {
        "title": title_of(case.words) or worded(kind.names),
        "kind": kind,
        "place": place,
        "district": known.jurisdictions[case.kecamatan_id],
        "unit": known.units[case.unit_id],
        "features": features_around(place),
    }


def _people(sight: Sight) -> list[Any]:
    """Everybody named in the history, and whoever could be given the case (one statement)."""
    case = sight.case
    named = {event.who for event in sight.events} | {case.officer_id}
    named |= {int(e.detail) for e in sight.events if e.kind == "case.assigned" and e.detail}
    here = Membership.objects.filter(user_id=OuterRef("pk"), unit_id=case.unit_id)
    users = User.objects.annotate(is_here=Q(Exists(here), is_active=True))
    wanted = Q(pk__in=[pk for pk in named if pk]) | Q(is_here=True)
    return list(users.filter(wanted).defer("password").order_by("name"))


def _voices(case: Case) -> list[Filing]:
    filings = case.filings.select_related("service_request__reporter")
    return list(filings.order_by("at", "pk")[:MOST_VOICES])


def _voice(told: ServiceRequest, reads_contact: bool) -> Mapping[str, Any]:
    questions = {q.code: q for q in shelf().questions.get(told.service_type_id, ())}
    answers = []
    for code, given in told.answers.items():
        question = questions.get(code)
        options = {o["key"]: worded(o["names"]) for o in question.options} if question else {}
        several = [given] if isinstance(given, str) else given
        answers.append(
            (
                worded(question.texts) if question else code,
                ", ".join(options.get(answer, answer) for answer in several),
            )
        )
    return {
        "request": told,
        "answers": answers,
        "reporter": told.reporter if reads_contact else None,
        "is_withheld": told.reporter_id is not None and not reads_contact,
    }


def _photos(case: Case) -> list[tuple[str, str]]:
    """The addresses of each photo: whole, and small."""
    photos = Photo.objects.filter(service_request__filing__case=case).order_by("pk")
    return [(photo_url(photo), photo_url(photo, small=True)) for photo in photos[:MOST_PHOTOS]]


def _points(case: Case) -> list[dict[str, Any]]:
    if case.lat is None:
        return []
    return [{"lat": case.lat, "lon": case.lon, "state": "pin", "label": case.address}]
