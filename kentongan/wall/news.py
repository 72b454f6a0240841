"""What happened, as the wall tells it: facts and names that anybody in the room may read.

No personal data and nobody's words; a matter of oversight is told without place, unit and number.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from kentongan.casework.models import Case
from kentongan.catalogue.models import ServiceType
from kentongan.catalogue.shelf import shelf
from kentongan.journal.models import Entry
from kentongan.journal.reading import Place
from kentongan.places.directory import directory
from kentongan.places.models import Unit
from kentongan.wall.addressing import case_address
from kentongan.wall.mentioning import Mention, mentions
from kentongan.wall.wording import SHOWN, TELLINGS, Words, word

News = dict[str, Any]
SPAN = timedelta(hours=1)
MOST_ARRIVING = 8
MOST_OTHER = 14
ARRIVAL = "case.opened"
KEPT = ("is_oversight", "is_confidential")
FACTS = ("reference", "service_type_id", "jurisdiction_id", "unit_id", *KEPT)
OVERSIGHT = ServiceType.Matter.OVERSIGHT


def last_hour(at: datetime, until: Place) -> list[News]:
    """Tell the last hour up to a place in the journal, the latest first (three statements)."""
    recent = Entry.objects.filter(at__gt=at - SPAN, at__lte=at, kind__in=SHOWN).order_by(
        "-at", "-id"
    )
    arriving = recent.filter(kind=ARRIVAL)[:MOST_ARRIVING]
    other = recent.exclude(kind=ARRIVAL)[:MOST_OTHER]
    return tell([e for e in (*arriving, *other) if (e.xact, e.pk) <= until])


def tell(entries: Iterable[Entry]) -> list[News]:
    """Tell those entries that the wall shows, in their order (one statement, and those for what
    else than cases they name).

    Of what is for the inspectorate, or told in confidence, nothing is told, nor of what was said
    before it became so.
    """
    shown = [entry for entry in entries if entry.kind in SHOWN]
    wanted = {entry.about_id for entry in shown if entry.about == "case"}
    rows = Case.objects.filter(pk__in=wanted).values("pk", *FACTS)
    cases = {row["pk"]: row for row in rows} if wanted else {}
    named = mentions(shown)
    told = (
        (entry, cases.get(entry.about_id, {}) if entry.about == "case" else {}) for entry in shown
    )
    return [
        _told(entry, case) | _mentioned(named.get(entry.pk))
        for entry, case in told
        if not any(map(case.get, KEPT))
    ]


def _mentioned(mention: Mention | None) -> News:
    return {"note": dict(mention.names), "url": mention.url} if mention else {}


def _told(entry: Entry, case: Mapping[str, Any]) -> News:
    telling = TELLINGS[entry.kind]
    languages = directory().profile.languages
    names = _names(case, entry.particulars) if entry.about == "case" else {}
    hidden = bool(case) and shelf().types[case["service_type_id"]].matter == OVERSIGHT
    return {
        "id": str(Place(entry.xact, entry.pk)),
        "kind": entry.kind,
        "at": entry.at.isoformat(timespec="seconds"),
        "title": word(telling.title, languages, **names),
        "note": {} if hidden else word(telling.note, languages, **names),
        "tone": telling.tone,
        "arrival": entry.kind == ARRIVAL,
        "url": "" if hidden or not case else case_address(case["reference"]),
    }


def _names(case: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Words]:
    """The names an entry's words are filled with, each in every language there is."""
    known, kind = directory(), shelf().types.get(case.get("service_type_id", 0))
    place = known.jurisdictions.get(case.get("jurisdiction_id", 0))
    was = (told.get("was") or {}).get("unit", 0)
    return {
        "type": kind.names if kind else {"": ""},
        "place": {"": place.name if place else ""},
        "unit": _unit(known.units.get(told.get("unit") or case.get("unit_id", 0))),
        "from": _unit(known.units.get(was)),
    }


def _unit(unit: Unit | None) -> Words:
    return unit.names if unit else {"": ""}
