"""What an entry about the room itself names: which alarm and where, which event, which stage.

"An alarm was raised" alone tells nobody six metres away what to do. Nobody's words are in it.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.urls import reverse

from kentongan.alarms.alarm import Alarm
from kentongan.alarms.pointing import place_of, points_of
from kentongan.incidents.models import Incident
from kentongan.journal.models import Entry
from kentongan.places.directory import directory
from kentongan.stage.stages import stages
from kentongan.toolbox.geometry import Point
from kentongan.wall.wording import SHOWN, Words

ABOUT_STAGE = ("stage.proposed", "stage.changed")


class Mention(NamedTuple):
    """What is named, by language, and the page about it."""

    names: Words
    url: str


def mentions(entries: Iterable[Entry]) -> dict[int, Mention]:
    """Return what each entry names, by the entry's key (a few statements, for all of them)."""
    told = [entry for entry in entries if entry.kind in SHOWN]
    found = {("alarm", pk): each for pk, each in _alarms(_keys(told, "alarm")).items()}
    found |= {("incident", pk): each for pk, each in _incidents(_keys(told, "incident")).items()}
    named = {e.pk: found[e.about, e.about_id] for e in told if (e.about, e.about_id) in found}
    decided = [entry for entry in told if entry.kind in ABOUT_STAGE]
    known = stages() if decided else {}
    for entry in decided:
        if stage := known.get(entry.particulars.get("level", 0)):
            level = {code: f"{stage.level} · {name}" for code, name in stage.names.items()}
            named[entry.pk] = Mention(level, reverse("stage"))
    return named


def _keys(entries: Iterable[Entry], about: str) -> set[int]:
    return {entry.about_id for entry in entries if entry.about == about}


def _alarms(keys: set[int]) -> dict[int, Mention]:
    if not keys:
        return {}
    rows = list(Alarm.objects.filter(pk__in=keys).select_related("rule"))
    points = points_of(row.rule.signal for row in rows)
    return {
        row.pk: Mention(
            _beside(row.rule.names, place_of(row, points)),
            reverse("wall_alarm", args=[row.pk]),
        )
        for row in rows
    }


def _incidents(keys: set[int]) -> dict[int, Mention]:
    rows = Incident.objects.filter(pk__in=keys).select_related("kind") if keys else ()
    return {
        row.pk: Mention(
            _beside(row.kind.names, _kelurahan(row)), reverse("wall_incident", args=[row.pk])
        )
        for row in rows
    }


def _kelurahan(incident: Incident) -> str:
    """Where its middle lies; "" where nobody told a point, or it lies in no kelurahan."""
    if incident.lat is None or incident.lon is None:
        return ""
    place = directory().holding(Point(incident.lat, incident.lon))
    return place.name if place else ""


def _beside(names: Mapping[str, str], place: str) -> Words:
    return {code: " · ".join(filter(None, (name, place))) for code, name in names.items()}
