"""What one journal entry moves in the books: pure arithmetic on what the entry itself says.

Whatever ends a case is written as `case.<outcome>`; whatever brings one back says `was_outcome`,
whatever moves one says what it `was`. So a verb that is added later is counted without a word here.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from kentongan.casework.models import Disposition
from kentongan.journal.models import Entry
from kentongan.measures.models import Cut

OUTCOMES = tuple(str(outcome) for outcome in Disposition.Outcome)
BACK = {outcome: f"back_{outcome}" for outcome in OUTCOMES}
COLUMNS = ("received", "moved_in", "moved_out", *OUTCOMES, *BACK.values())
HEADINGS = (
    (Cut.PLACE, "jurisdiction"),
    (Cut.UNIT, "unit"),
    (Cut.TYPE, "service_type"),
    (Cut.CHANNEL, "channel"),
)
DESK = "desk"
"""The key under which the acts of those at work are dated, beside the channels of reports."""

_COUNTED = {"case.opened": "received", **{f"case.{outcome}": outcome for outcome in OUTCOMES}}


class Flow(NamedTuple):
    """One more under a heading; without a column it only dates the heading."""

    cut: Cut
    key: str
    column: str | None


def flows(entry: Entry) -> Iterator[Flow]:
    """Yield what the entry moves."""
    told: Mapping[str, Any] = entry.particulars
    if entry.kind == "request.received":
        yield Flow(Cut.CHANNEL, str(told["channel"]), None)
    if entry.about != "case":
        return
    if entry.by_id is not None:
        yield Flow(Cut.CHANNEL, DESK, None)
    if entry.kind in _COUNTED:
        yield from _under(told, _COUNTED[entry.kind])
    was = told.get("was")
    was = was if isinstance(was, Mapping) else {}
    if told.get("was_outcome"):
        yield from _under({**told, **was}, BACK[told["was_outcome"]])
    yield from _moves(was, told)


def _under(told: Mapping[str, Any], column: str) -> Iterator[Flow]:
    return (Flow(cut, str(told[name]), column) for cut, name in HEADINGS if name in told)


def _moves(was: Mapping[str, Any], told: Mapping[str, Any]) -> Iterator[Flow]:
    for cut, name in HEADINGS:
        if name in was and name in told and was[name] != told[name]:
            yield Flow(cut, str(was[name]), "moved_out")
            yield Flow(cut, str(told[name]), "moved_in")
