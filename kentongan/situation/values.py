"""Single values out of what strangers wrote. What is not said is None; what is wrong is refused."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from math import isfinite
from typing import Any

import orjson

from kentongan.situation.connecting import NotUnderstood
from kentongan.toolbox.geometry import Point, is_on_earth

Thing = Mapping[str, Any]
FIRST_YEAR, LAST_YEAR = 1970, 2199
"""Beyond them is a slip or a word for "never", and half of all arithmetic with moments fails."""


def opened(raw: bytes) -> Any:
    """Return what JSON says. NaN, endless nesting and broken text are no JSON."""
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError as fault:
        raise NotUnderstood(f"no JSON: {fault}"[:200]) from None


def thing(told: Any, name: str) -> Thing:
    """Return an object."""
    if not isinstance(told, dict):
        raise NotUnderstood(f"{name} is no object")
    return told


def things(told: Any, name: str) -> Sequence[Any]:
    """Return a list."""
    if not isinstance(told, list):
        raise NotUnderstood(f"{name} is no list")
    return told


def number(told: Any, name: str, least: float, most: float) -> float | None:
    """Return a number within its range; None where nothing is said."""
    if told is None or told == "":
        return None
    try:
        found = float("nan") if isinstance(told, bool) else float(told)
    except (TypeError, ValueError):
        found = float("nan")
    if not (isfinite(found) and least <= found <= most):
        raise NotUnderstood(f"{name}: {str(told)[:40]!r} is none from {least:g} to {most:g}")
    return found


def needed(told: Any, name: str, least: float, most: float) -> float:
    """Return a number that must be said."""
    found = number(told, name, least, most)
    if found is None:
        raise NotUnderstood(f"{name} is missing")
    return found


def words(told: Any, most: int = 200) -> str:
    """Return words on one line, without what cannot be shown; "" where nothing is said."""
    if not isinstance(told, str | int | float) or isinstance(told, bool):
        return ""
    shown = "".join(each if each.isprintable() else " " for each in str(told))
    return " ".join(shown.split())[:most]


def key(told: Any, name: str) -> str:
    """Return what a thing is called by; without it nothing can be told of it again."""
    found = words(told, 120)
    if not found:
        raise NotUnderstood(f"{name} is missing")
    return found


def moment(told: Any, name: str, zone: tzinfo | None = None) -> datetime | None:
    """Return a moment in UTC; `zone` is where it was written, if it does not say so itself."""
    if told is None or told == "":
        return None
    try:
        found = datetime.fromisoformat(str(told))
        if found.tzinfo is None and zone:
            found = found.replace(tzinfo=zone)
        if found.tzinfo is not None and is_in_bounds(found):
            return found.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise NotUnderstood(f"{name}: {str(told)[:40]!r} is no moment with an offset")


def end(told: Any, name: str, zone: tzinfo | None = None) -> datetime | None:
    """Return when something ends; None also for a year that stands for "never", like 9999."""
    year = str(told)[:4]
    return None if year.isdecimal() and int(year) > LAST_YEAR else moment(told, name, zone)


def is_in_bounds(at: datetime) -> bool:
    """Whether a moment lies in the years that anybody means."""
    return FIRST_YEAR <= at.year <= LAST_YEAR


def point(lat: Any, lon: Any) -> Point | None:
    """Return a point on earth; None where nothing is said."""
    if lat in (None, "") and lon in (None, ""):
        return None
    found = Point(needed(lat, "latitude", -90, 90), needed(lon, "longitude", -180, 180))
    if not is_on_earth(found):
        raise NotUnderstood("a point that is none on earth")
    return found
