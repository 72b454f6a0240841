"""What one journal entry moves in the books: pure arithmetic on what the entry itself says."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from kentongan.journal.models import Entry
from kentongan.measures.models import Cut

COLUMNS = ("received", "moved_in", "moved_out", "done", "refused", "undone", "unrefused")
HEADINGS = ((Cut.PLACE, "jurisdiction"), (Cut.UNIT, "unit"), (Cut.TYPE, "service_type"))
DESK = "desk"
"""The key under which the acts of those at work are dated, beside the channels of reports."""

_COUNTED = {"case.opened": "received", "case.closed": "done", "case.refused": "refused"}
_REOPENED = {"done": "undone", "refused": "unrefused"}
_MOVED = ("case.corrected", "case.forwarded")


class Flow(NamedTuple):
    """One more under a heading; without a column it only dates the heading."""

    cut: Cut
    key: str
    column: str | None


def flows(entry: Entry) -> Iterator[Flow]:
    """Yield what the entry moves."""
    told: Mapping[str, Any] = entry.particulars
    column = _COUNTED.get(entry.kind)
    if entry.kind == "case.reopened":
        column = _REOPENED.get(str(told.get("was_outcome")))
    if column:
        yield from (Flow(cut, str(told[name]), column) for cut, name in HEADINGS if name in told)
    if entry.kind in _MOVED:
        yield from _moves(told)
    if entry.kind == "request.received":
        yield Flow(Cut.CHANNEL, str(told["channel"]), "received")
    if entry.by_id is not None and entry.about == "case":
        yield Flow(Cut.CHANNEL, DESK, None)


def _moves(told: Mapping[str, Any]) -> Iterator[Flow]:
    was = told.get("was") or {}
    for cut, name in HEADINGS:
        if name in was and was[name] != told.get(name):
            yield Flow(cut, str(was[name]), "moved_out")
            yield Flow(cut, str(told[name]), "moved_in")
