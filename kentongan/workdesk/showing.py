"""The facts of one case, gathered for its page with a fixed number of statements."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q

from kentongan.casework.closing import OFFERED
from kentongan.casework.history import Event
from kentongan.casework.models import Case, Widening
from kentongan.casework.revealing import covered
from kentongan.catalogue.shelf import shelf
from kentongan.face.ending import ending
from kentongan.face.proofs import shown_proofs
from kentongan.face.worded import worded
from kentongan.intake.models import ServiceRequest
from kentongan.people.models import Membership, User
from kentongan.people.permissions import STAFF
from kentongan.places.directory import directory
from kentongan.toolbox.words import LONGEST
from kentongan.workdesk.clocks import clocks, pauses
from kentongan.workdesk.lines import title_of
from kentongan.workdesk.mapping import features_around
from kentongan.workdesk.neighbourhood.picturing import shown_of
from kentongan.workdesk.privacy_words import LOOKS, waiting
from kentongan.workdesk.spots import spot_of
from kentongan.workdesk.stopping import REASONS as PAUSES
from kentongan.workdesk.telling import REASONS, Telling, tell
from kentongan.workdesk.voices import Reader, kept_photos, powers, shown_photos, told, voices_of


@dataclass(frozen=True, slots=True)
class Sight:
    """A case, what happened to it, and who reads it."""

    case: Case
    events: list[Event]
    reader: Reader


def facts(sight: Sight, *, at: datetime) -> dict[str, Any]:
    """Return the context of a case (four statements, whatever its history)."""
    case, people, voices = sight.case, _people(sight), voices_of(sight.case)
    telling = Telling(
        people={user.pk: user.name for user in people},
        channels={voice.service_request_id: voice.service_request.channel for voice in voices},
    )
    return {
        **_names(case),
        "case": case,
        "ended": ending(case.outcome),
        "officer": telling.people.get(case.officer_id or 0, ""),
        "officer_choices": [(user.pk, user.name) for user in people if user.is_here],
        "reason_choices": [(code, str(REASONS[code])) for code in OFFERED],
        "clocks": clocks(case, at=at),
        "pauses": pauses(sight.events, at=at),
        "pause_choices": [(code, str(words)) for code, words in PAUSES.items()],
        **_told(sight, [voice.service_request for voice in voices]),
        **_masked(case),
        "claimed": _claimed(sight),
        **_objected(sight),
        "told": [tell(event, telling) for event in reversed(sight.events)],
        "points": _points(case),
        "spot": spot_of(case, voices[0].service_request if voices else None),
    }


def _claimed(sight: Sight) -> dict[str, Any] | None:
    """The last claim with its pictures; one statement more, and only where one was made.

    One more again where a head of RT or RW judged it.
    """
    told = [event for event in sight.events if event.kind == "case.claimed"]
    if not told:
        return None
    is_judged = any(event.detail.startswith("rt_rw:") for event in sight.events)
    shown = shown_of(sight.case) if is_judged else []
    return {"event": told[-1], "proofs": shown_proofs(sight.case, told[-1].row), "shown": shown}


def _told(sight: Sight, voices: list[ServiceRequest]) -> dict[str, Any]:
    """The voices and photos as this reader may see them, and what waits for a second."""
    asked, photos = waiting(sight.events), kept_photos(sight.case, sight.reader)
    sheets = {photo.service_request_id for photo in photos if photo.is_record}
    return {
        "voices": [told(each, sight.reader, has_sheet=each.pk in sheets) for each in voices],
        "photos": shown_photos(photos, sight.reader),
        "powers": powers(sight.reader),
        "waiting": asked,
        "aims": _aims(sight.case, [each.row for each in asked]),
        "look_reasons": [(code, str(reason)) for code, reason in LOOKS.items()],
    }


def _objected(sight: Sight) -> dict[str, Any]:
    """The last refusal and the objection to it, which whoever decides reads beside the form."""
    last = {event.kind: event for event in sight.events}
    refused = last.get("case.refused")
    is_own = refused is not None and refused.who == sight.reader.user.pk
    return {"refused": refused, "objected": last.get("case.objected"), "is_own_refusal": is_own}


def _aims(case: Case, rows: list[int]) -> Mapping[int, Widening]:
    """What exactly would be shown; one statement more, and only where something waits."""
    return case.widenings.in_bulk(rows) if rows else {}


def _masked(case: Case) -> dict[str, str]:
    """The words with numbers covered, and what is proposed to be published: nothing private."""
    masked, kind = covered(case.words), shelf().types[case.service_type_id]
    is_kept = kind.is_private or case.is_confidential or case.is_oversight
    return {"masked": masked, "proposed": "" if is_kept else masked[:LONGEST]}


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
    here = Membership.objects.filter(user_id=OuterRef("pk"), unit_id=case.unit_id, role__in=STAFF)
    users = User.objects.annotate(is_here=Q(Exists(here), is_active=True))
    wanted = Q(pk__in=[pk for pk in named if pk]) | Q(is_here=True)
    return list(users.filter(wanted).defer("password").order_by("name"))


def _points(case: Case) -> list[dict[str, Any]]:
    if case.lat is None:
        return []
    return [{"lat": case.lat, "lon": case.lon, "state": "pin", "label": case.address}]
