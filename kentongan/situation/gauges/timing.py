"""Moments as sources write them: with an offset, or in the zone that the pack names."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from kentongan.situation.values import is_in_bounds

UNIX = {"unix": 1, "unix_ms": 1000}


class NoMoment(ValueError):
    """What stands there is no moment; the text says why."""


def moment_of(values: Sequence[Any], pattern: str, zone: str) -> datetime:
    """Return the moment in one field, or in several (day, time) read as one.

    :param pattern: as `strptime` has it, or "unix", "unix_ms"; empty: ISO 8601
    :raises NoMoment: if it cannot be read, or nothing says in which zone it is
    """
    text = " ".join(str(each).strip() for each in values if each is not None)
    try:
        found = _parsed(text, pattern)
        if not is_in_bounds(found):
            raise NoMoment(f"{text[:60]!r} is beyond all bounds")
        if found.tzinfo is not None:
            return found
        if not zone:
            raise NoMoment(f"{text!r} says no offset, and 'settings' no 'zone'")
        return found.replace(tzinfo=ZoneInfo(zone))
    except NoMoment:
        raise
    except (ValueError, OverflowError, OSError, KeyError):
        raise NoMoment(
            f"{text[:60]!r} is no moment of the form {pattern or 'ISO 8601'!r}"
        ) from None


def _parsed(text: str, pattern: str) -> datetime:
    if pattern in UNIX:
        return datetime.fromtimestamp(float(text) / UNIX[pattern], UTC)
    if not pattern:
        return datetime.fromisoformat(text)
    return datetime.strptime(text, pattern)  # noqa: DTZ007 - its zone is given by whoever asks
