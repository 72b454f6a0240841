"""What the desk's page of the stage shows: proposals with each piece of evidence and its rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kentongan.alarms.models import Alarm
from kentongan.alarms.pointing import Points, place_of, points_of
from kentongan.face.alarm_words import COMPARISONS, label_of, unit_of
from kentongan.face.stages import TONES
from kentongan.face.worded import worded
from kentongan.people.permissions import Act
from kentongan.stage.looking import ALARMS
from kentongan.stage.models import Outcome, Stage, StageProposal
from kentongan.workdesk.alarms.showing import rows_of

OUTCOMES: Mapping[str, str | Promise] = {
    Outcome.ACCEPTED: _("decided as proposed"),
    Outcome.REFUSED: _("refused"),
    Outcome.OVERTAKEN: _("another stage was decided"),
    Outcome.WITHDRAWN: _("lapsed: its ground was gone"),
}

WORKED: Mapping[str, tuple[Act, str]] = {
    "alarm": (Act.HANDLE_ALARMS, "wall_alarm"),
    "incident": (Act.HANDLE_INCIDENTS, "wall_incident"),
    "calls": (Act.SUPERVISE_CALLS, "wall_calls"),
}
"""Who works on rows of a kind sees them at the desk, whoever leads behind the wall."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One number with the rows it rests on; None: nobody could say."""

    name: str
    value: float | None
    seen_at: datetime | None
    href: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """What a rule looked at, in words, with what it saw."""

    label: str | Promise
    rule: str
    unit: str | Promise
    is_met: bool
    unknown: int
    pieces: tuple[Piece, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Shown:
    """A proposal as the page draws it."""

    proposal: StageProposal
    name: str
    tone: str
    outcome: str | Promise
    triggers: tuple[Trigger, ...]


def shown(
    proposals: Iterable[StageProposal], known: Mapping[int, Stage], acts: frozenset[Act]
) -> list[Shown]:
    """Return proposals with their evidence (a statement for each kind of signal).

    :param acts: what the reader may do, which says where they see the rows
    """
    found = list(proposals)
    points = _points([told for each in found for told in each.evidence])
    return [
        Shown(
            each,
            worded(known[each.level].names) if each.level in known else "",
            TONES[each.level],
            OUTCOMES.get(each.outcome, ""),
            tuple(_trigger(told, points, acts) for told in each.evidence),
        )
        for each in found
    ]


def _points(evidence: Sequence[Mapping[str, Any]]) -> Points:
    """Return the names of what was looked at; of an alarm what it is called, and where."""
    signals = {told["signal"] for told in evidence}
    told_of = [told["pieces"] for told in evidence if told["signal"] == ALARMS]
    keys = {piece["point"] for pieces in told_of for piece in pieces}
    alarms = list(Alarm.objects.filter(pk__in=keys).select_related("rule")) if keys else []
    points = points_of(signals | {alarm.rule.signal for alarm in alarms})
    return {**points, ALARMS: {str(alarm.pk): _called(alarm, points) for alarm in alarms}}


def _called(alarm: Alarm, points: Points) -> str:
    return " · ".join(filter(None, (worded(alarm.rule.names), place_of(alarm, points))))


def _trigger(told: Mapping[str, Any], points: Points, acts: frozenset[Act]) -> Trigger:
    signal = told["signal"]
    pieces = tuple(_piece(signal, piece, points, acts) for piece in told["pieces"])
    return Trigger(
        _("An alarm of this priority stands") if signal == ALARMS else label_of(signal),
        f"{COMPARISONS[told['comparison']]} {told['threshold']:g}",
        _("(priority 1–3, 3 the highest)") if signal == ALARMS else unit_of(signal),
        told["met"],
        told["unknown"],
        pieces,
        max(told["count"] - len(pieces), 0),
    )


def _piece(signal: str, told: Mapping[str, Any], points: Points, acts: frozenset[Act]) -> Piece:
    is_gone = f"#{told['point']}" if signal == ALARMS else told["point"]
    return Piece(
        points.get(signal, {}).get(told["point"], is_gone),
        told["value"],
        datetime.fromisoformat(told["seen_at"]) if told["seen_at"] else None,
        _rows(signal, told, acts),
    )


def _rows(signal: str, told: Mapping[str, Any], acts: frozenset[Act]) -> str:
    kind, _, key = told["row"].partition(":")
    act, behind = WORKED.get(kind, (Act.WATCH_WALL, ""))
    if act not in acts and behind:
        return reverse(behind, args=[key] if key and kind != "calls" else [])
    if kind == "alarm":
        return reverse("workdesk:alarm", args=[key])
    return rows_of(told["row"], signal, told["point"])
