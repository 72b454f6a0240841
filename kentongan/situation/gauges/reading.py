"""Reading what a source says of its gauges: JSON, CSV or a bare number, as the pack maps it.

What is missing or no number is a gap, never zero. A moment without its offset needs a zone from
the pack: an hour's error would be a flood that comes at the wrong time.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from kentongan.cities.packs.gauge_facts import UNITS
from kentongan.situation.connecting import NotUnderstood
from kentongan.situation.gauges.opening import rows_of
from kentongan.situation.gauges.timing import NoMoment, moment_of

MOST_ROWS = 100_000


class Reading(NamedTuple):
    """What one gauge, by the city's code, was measured at; in cm."""

    gauge: str
    at: datetime
    cm: float


class Said(NamedTuple):
    """Bytes of a source, and what is known beside them."""

    raw: bytes
    received_at: datetime
    topic: str = ""
    is_retained: bool = False


def read(said: Said, told: Mapping[str, Any]) -> tuple[Reading, ...]:
    """Return the measurements in an answer or a message, in its order.

    :param told: the feed's `settings`
    :raises NotUnderstood: if there is none in it, though it holds rows
    """
    rows = rows_of(said.raw, told)
    if len(rows) > MOST_ROWS:
        raise NotUnderstood(f"more than {MOST_ROWS} rows")
    found: list[Reading] = []
    why = "no row with a gauge, a moment and a number; compare 'settings'"
    for row in rows:
        try:
            found += filter(None, [_reading(row, said, told)])
        except NoMoment as fault:  # a gap, as a number that is none; the other rows count
            why = str(fault)
    if rows and not found:
        raise NotUnderstood(why)
    return tuple(found)


def _reading(row: Mapping[str, Any], said: Said, told: Mapping[str, Any]) -> Reading | None:
    cm, name = number(_field(row, told.get("value", ""))), _name(row, said, told)
    if cm is None or not name:
        return None
    code = str(told.get("names", {}).get(name, name))
    return Reading(code, _moment(row, said, told), round(cm * UNITS[told.get("unit", "cm")], 1))


def _name(row: Mapping[str, Any], said: Said, told: Mapping[str, Any]) -> str:
    if "gauge_topic" in told:
        parts = said.topic.split("/")
        place = int(told["gauge_topic"]) - 1  # people count from 1
        return parts[place] if 0 <= place < len(parts) else ""
    if "only" in told:
        return str(told["only"])
    named = _field(row, told.get("gauge", ""))
    return "" if named is None else str(named).strip()


def _moment(row: Mapping[str, Any], said: Said, told: Mapping[str, Any]) -> datetime:
    if "measured_at" not in told:
        if said.is_retained:
            raise NotUnderstood("a retained message that does not say when it was measured")
        return said.received_at
    named = told["measured_at"]
    fields = named if isinstance(named, list) else [named]
    values = [_field(row, each) for each in fields]
    return moment_of(values, str(told.get("time", "")), str(told.get("zone", "")))


def _field(row: Mapping[str, Any], path: str) -> Any:
    """Return what stands at a field; dots lead into mappings."""
    here: Any = row
    for step in str(path).split("."):
        here = here.get(step) if isinstance(here, Mapping) else None
    return here


def number(value: Any) -> float | None:
    """Return a finite number, also one written with a comma; None for anything else."""
    if isinstance(value, bool):
        return None
    try:
        found = float(value.replace(",", ".") if isinstance(value, str) else value)
    except (TypeError, ValueError, OverflowError):
        return None
    return found if abs(found) < 1e6 else None


def codes(readings: Sequence[Reading]) -> set[str]:
    """Return the gauges that readings are of."""
    return {each.gauge for each in readings}
