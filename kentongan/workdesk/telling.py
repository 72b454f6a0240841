"""The history of a case, told: what happened, who did it, and the words that were said."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kentongan.casework.history import Event
from kentongan.catalogue.shelf import shelf
from kentongan.face.worded import worded
from kentongan.places.directory import directory
from kentongan.workdesk.clock_words import CLOCKS
from kentongan.workdesk.doors import CHANNELS, said_more, sighted
from kentongan.workdesk.gate_words import GATE
from kentongan.workdesk.party_words import PARTIES
from kentongan.workdesk.privacy_words import PRIVACY
from kentongan.workdesk.verdict_words import VERDICTS, note
from kentongan.workdesk.visit_words import visited
from kentongan.workdesk.voice_words import VOICES

REASONS: dict[str, str | Promise] = {
    "incomplete": gettext_lazy("incomplete"),
    "not_ours": gettext_lazy("not the city's authority"),
    "duplicate": gettext_lazy("already reported"),
    "unfounded": gettext_lazy("unfounded"),
    "abusive": gettext_lazy("abusive"),
    "in_court": gettext_lazy("before a court"),
}
KINDS = {
    "case.confirmed": "well",
    "case.disputed": "late",
    "case.refused": "late",
    "deadline.missed": "late",
    "case.escalated": "late",
}


@dataclass(frozen=True, slots=True)
class Telling:
    """What is needed to name people and doors: names by user id, channels by request id."""

    people: Mapping[int, str]
    channels: Mapping[int, str]


def tell(event: Event, telling: Telling) -> Mapping[str, Any]:
    """Return an item for the timeline macro."""
    word = TITLES.get(event.kind)
    who = telling.people.get(event.who, "") if event.who else ""
    return {
        "at": event.at,
        "title": word(event, telling) if word else event.kind,
        "note": note(event, who),
        "text": event.said,
        "kind": KINDS.get(event.kind, ""),
    }


def _filed(event: Event, telling: Telling) -> str:
    channel = CHANNELS.get(telling.channels.get(int(event.detail), ""))
    return _("Report received %(channel)s") % {"channel": channel} if channel else _("Report filed")


def _verified(event: Event, telling: Telling) -> str:
    return _("Verified, public") if event.detail == "true" else _("Verified, not public")


def _corrected(event: Event, telling: Telling) -> str:
    became = json.loads(event.detail or "{}")
    kind = shelf().types.get(became.get("service_type"))
    place = directory().jurisdictions.get(became.get("jurisdiction"))
    told = " · ".join(
        part for part in (worded(kind.names) if kind else "", str(place or "")) if part
    )
    return _("Corrected: %(facts)s") % {"facts": told}


def _forwarded(event: Event, telling: Telling) -> str:
    unit = directory().units.get(int(event.detail))
    return _("Forwarded to %(unit)s") % {"unit": worded(unit.names) if unit else "–"}


def _assigned(event: Event, telling: Telling) -> str:
    name = telling.people.get(int(event.detail), "–") if event.detail else "–"
    return _("Assigned to %(name)s") % {"name": name}


def _refused(event: Event, telling: Telling) -> str:
    return _("Refused: %(reason)s") % {"reason": REASONS.get(event.detail, event.detail)}


TITLES: dict[str, Callable[[Event, Telling], str]] = {
    **CLOCKS,
    **GATE,
    **PARTIES,
    **PRIVACY,
    **VERDICTS,
    **VOICES,
    "case.visited": visited,
    "case.filed": _filed,
    "case.sighted": sighted,
    "case.verified": _verified,
    "case.corrected": _corrected,
    "case.forwarded": _forwarded,
    "case.assigned": _assigned,
    "case.reporter_asked": lambda event, telling: _("Question to the reporter"),
    "case.reporter_replied": lambda event, telling: _("The reporter replied"),
    "case.words_added": lambda event, telling: said_more(event.detail),
    "case.answered": lambda event, telling: _("Answered"),
    "case.noted": lambda event, telling: _("Note"),
    "case.claimed": lambda event, telling: _("Claimed done"),
    "case.unopposed": lambda event, telling: _("Unopposed: the reply window has passed"),
    "case.refused": _refused,
    "case.reopened": lambda event, telling: _("Reopened"),
}
