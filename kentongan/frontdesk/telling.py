"""A case's history in plain words: what the reporter may read, and the less the public may.

Notes among those at work are never told, nor are officers' names: a unit answers, not a person.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from kentongan.casework.history import Event
from kentongan.casework.models import Disposition
from kentongan.face.worded import worded
from kentongan.frontdesk.clock_words import CLOCK_DETAILS, clock_titles, is_told
from kentongan.frontdesk.gate_words import by_another, gate_titles, taken_down
from kentongan.frontdesk.neighbourly import helped_by
from kentongan.intake.models import ServiceRequest
from kentongan.places.directory import directory


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the timeline, as `face/macros.html` draws it."""

    at: datetime
    title: str
    kind: str = ""
    note: str = ""
    text: str = ""


def tell(events: Iterable[Event], service_request: ServiceRequest) -> list[Told]:
    """Return the reporter's timeline, newest first."""
    own = str(service_request.pk)
    others = (event for event in events if event.kind not in _ARRIVALS or event.detail == own)
    told, helped = list(_tell(others, with_words=True, whose=f":{own}")), helped_by(service_request)
    if told and helped:
        told[0] = replace(told[0], note=helped)
    return told[::-1]


def tell_public(events: Iterable[Event]) -> list[Told]:
    """Return the public timeline: what happened, in our words only, newest first."""
    first = next((event for event in events if event.kind in _ARRIVALS), None)
    shown = (event for event in events if event.kind not in _ARRIVALS or event is first)
    return list(_tell(shown, with_words=False))[::-1]


def reasons() -> dict[str, str]:
    """Return the reasons for a refusal in plain words."""
    code = Disposition.Reason
    return {
        code.INCOMPLETE: _("something needed is missing"),
        code.NOT_OURS: _("this belongs to another authority"),
        code.DUPLICATE: _("this has already been reported"),
        code.UNFOUNDED: _("we found no ground for this report"),
        code.ABUSIVE: _("the words attack somebody"),
        code.IN_COURT: _("the matter lies before a court"),
    }


def _tell(events: Iterable[Event], *, with_words: bool, whose: str = "") -> Iterator[Told]:
    known = titles()
    for event in events:
        title, kind = known.get(event.kind, ("", ""))
        if not title or not is_told(event):
            continue
        is_theirs = bool(whose) and event.detail.endswith(whose)
        is_said = event.kind in _SAID_TO_THE_REPORTER or is_theirs
        text = event.said if with_words and is_said else ""
        is_own = is_theirs or (with_words and event.kind == "case.objected")
        note = _detail(event) or (taken_down(event) if is_own else "")
        yield Told(event.at, by_another(event) or title, kind, note, text)


_ARRIVALS = {"case.filed", "case.voice_added"}
_SAID_TO_THE_REPORTER = {
    "case.sighted",
    "case.reporter_asked",
    "case.reporter_replied",
    "case.answered",
    "case.claimed",
    "case.refused",
    "case.referred",
    "case.referral_followed",
    "case.referral_concluded",
    "case.set_aside",
    "case.objection_decided",
    "case.joined",
}


def titles() -> dict[str, tuple[str, str]]:
    """Return what each kind is called, and the colour it has in a timeline."""
    return {
        "case.filed": (_("The report arrived"), ""),
        "case.voice_added": (_("The report arrived"), ""),
        "case.verified": (_("Read and accepted"), ""),
        "case.sighted": (_("The head of the RT or RW went and looked"), ""),
        "case.corrected": (_("Type or place were put right"), ""),
        "case.forwarded": (_("Handed to another unit"), ""),
        "case.assigned": (_("Somebody is working on it"), ""),
        "case.reporter_asked": (_("We have a question"), "soon"),
        "case.reporter_replied": (_("The question was answered"), ""),
        "case.words_added": (_("The reporter said more"), ""),
        "case.answered": (_("An answer while the work goes on"), ""),
        "case.claimed": (_("The unit says that it is done"), ""),
        "case.confirmed": (_("Confirmed: it is done"), "well"),
        "case.unopposed": (_("Ended: nobody objected in time"), ""),
        "case.disputed": (_("Disputed: it is not done"), "late"),
        "case.joined": (_("Joined to another report of the same"), ""),
        "case.party_invited": (_("Somebody else was asked about it"), ""),
        "case.party_answered": (_("They have answered"), ""),
        "case.reopened": (_("Taken up again"), ""),
        **gate_titles(),
        **clock_titles(),
    }


def _detail(event: Event) -> str:
    if event.kind == "case.forwarded" and event.detail.isdecimal():
        unit = directory().units.get(int(event.detail))
        return worded(unit.names) if unit else ""
    if event.kind == "case.sighted":
        return _("it is so") if event.detail.startswith("true") else _("it is not there")
    if event.kind == "case.referred":
        return event.detail.replace("\n", ", ")
    if event.kind in CLOCK_DETAILS:
        return CLOCK_DETAILS[event.kind](event)
    if event.kind == "case.refused":
        return reasons().get(event.detail, "")
    return ""
