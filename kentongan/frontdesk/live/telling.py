"""What the journal's entries come to on the public map: where a public case stands now.

Of what is not public nothing is told, not even a number; nobody's words are told at all, because
what was told may lie in a buffer for minutes after somebody has had it hidden.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

import orjson
from django.utils.translation import override

from kentongan.casework.models import Case
from kentongan.catalogue.shelf import shelf
from kentongan.frontdesk.points import colour
from kentongan.frontdesk.states import state_of
from kentongan.journal.models import Entry
from kentongan.journal.reading import Place
from kentongan.places.directory import directory

CHANGES = frozenset(
    f"case.{what}"
    for what in (
        *("verified", "corrected", "claimed", "confirmed", "unopposed", "disputed", "refused"),
        *("referred", "set_aside", "joined", "reopened", "widened", "reporter_asked", "escalated"),
        *("reporter_replied", "paused", "resumed", "assigned"),
    )
)
"""After these a case may stand otherwise on the map, or stand there at all."""
HIDES = frozenset({"case.overseen", "case.narrowed"})
"""After these what was told before must not be told again."""


class Telling(NamedTuple):
    """One thing that every reader of the map is told, and where in the journal it stands."""

    place: Place
    body: bytes
    hides: bool = False
    """Whether whatever was told before has to be forgotten first."""


def tell(entries: Sequence[Entry]) -> list[Telling]:
    """Tell what public cases come to, each once, and what hides, in order (one statement)."""
    changed = {entry.about_id: entry for entry in entries if _is_change(entry)}
    found = Case.objects.public().ordinary().in_bulk(list(changed)) if changed else {}
    told = [
        _of_case(found[case_id], entry) for case_id, entry in changed.items() if case_id in found
    ]
    told += [_look_again(entry) for entry in entries if entry.kind in HIDES]
    return sorted(told, key=lambda telling: telling.place)


def _is_change(entry: Entry) -> bool:
    return entry.about == "case" and entry.kind in CHANGES


def _of_case(case: Case, entry: Entry) -> Telling:
    place = Place(entry.xact, entry.pk)
    kind = shelf().types.get(case.service_type_id) or case.service_type
    if entry.kind == "case.corrected" and kind.is_private:
        return _look_again(entry)  # it stood where it happened, and must not from now on
    if case.outcome == "joined":
        return Telling(place, _body(place, "gone", {"code": case.reference}))
    return Telling(place, _body(place, "case", _feature(case, entry.at)))


def _look_again(entry: Entry) -> Telling:
    place = Place(entry.xact, entry.pk)
    return Telling(place, _body(place, "look", {}), hides=True)


def _body(place: Place, kind: str, told: dict[str, Any]) -> bytes:
    return orjson.dumps({"place": str(place), "kind": kind, **told})


def _feature(case: Case, at: datetime) -> dict[str, Any]:
    kind = shelf().types.get(case.service_type_id) or case.service_type
    about = {
        "code": case.reference,
        "title": kind.names,
        "note": _notes(case, at),
        "state": colour(case, at),
        "url": f"/laporan/{case.reference}/",
    }
    spot = [round(case.public_lon or 0.0, 5), round(case.public_lat or 0.0, 5)]
    return {"at": at.isoformat(timespec="seconds"), "spot": spot, "about": about}


def _notes(case: Case, at: datetime) -> dict[str, str]:
    """Where it lies and how it stands, in each of the city's languages."""
    area = directory().jurisdictions[case.jurisdiction_id].name
    found = {}
    for language in directory().profile.languages:
        with override(language):
            found[language] = f"{area} · {state_of(case, at).words}"
    return found
