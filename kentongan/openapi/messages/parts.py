"""Parts of what a provider sends, taken by what they should be; whatever else is there is nothing.

Providers add kinds and fields as they like: what we do not know must not lose what we do know.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from math import isfinite
from typing import Any

Part = Mapping[str, Any]


def part(told: Part, name: str) -> Part:
    """Return an object within, or an empty one."""
    found = told.get(name)
    return found if isinstance(found, dict) else {}


def parts(told: Part, name: str) -> Iterator[Part]:
    """Yield the objects of a list within."""
    found = told.get(name)
    yield from (
        each for each in (found if isinstance(found, list) else []) if isinstance(each, dict)
    )


def text(told: Part, name: str) -> str:
    """Return a string, or a whole number as one; half an emoji becomes a question mark."""
    found = told.get(name)
    if isinstance(found, int) and not isinstance(found, bool):
        return str(found)
    return found.encode(errors="replace").decode() if isinstance(found, str) else ""


def whole(told: Part, name: str) -> int:
    """Return a whole number, or 0."""
    found = text(told, name)
    return int(found) if found.isdecimal() and len(found) < 19 else 0


def moment(told: Part, name: str) -> datetime | None:
    """Return a moment that is told in seconds."""
    try:
        return datetime.fromtimestamp(whole(told, name), UTC) if whole(told, name) else None
    except (ValueError, OverflowError, OSError):
        return None


def spot(told: Part) -> tuple[float, float] | tuple[None, None]:
    """Return latitude and longitude, if they are a place on earth."""
    lat, lon = _degrees(told.get("latitude"), 90), _degrees(told.get("longitude"), 180)
    return (lat, lon) if lat is not None and lon is not None else (None, None)


def _degrees(found: object, most: int) -> float | None:
    is_number = isinstance(found, int | float) and not isinstance(found, bool)
    if not is_number or not isfinite(found) or abs(found) > most:  # type: ignore[arg-type]
        return None
    return float(found)  # type: ignore[arg-type]
