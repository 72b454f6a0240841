"""What stands in the form of a rule: read as it was typed, and filled in from what holds now.

A text is typed in the reader's language. Where it changed, what the others said goes with it: a
wording that no longer says the same misleads more than one in another language.
"""

from math import isfinite
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language

from kentongan.alarms.models import AlarmRule
from kentongan.alarms.requiring import WORDS, Wanted
from kentongan.face.worded import worded

LONGEST_NUMBER = 12


def read_rule(posted: QueryDict, before: AlarmRule | None) -> Wanted:
    """Take a rule as it was typed; what is no number is nothing."""
    signal, _, point = posted.get("signal", "").partition(":")
    return Wanted(
        **{name: _texts(posted.get(name, ""), name, before) for name in WORDS},
        signal=signal,
        point=point[:60],
        comparison=posted.get("comparison", ""),
        priority=posted.get("priority", ""),
        threshold=_number(posted.get("threshold", "")),
        deadband=_number(posted.get("deadband", "")),
        on_delay_s=_whole(posted.get("on_delay_s", "")),
        off_delay_s=_whole(posted.get("off_delay_s", "")),
        available_min=_whole(posted.get("available_min", "")),
        owner=_whole(posted.get("owner", "")),
    )


def filled(rule: AlarmRule | None) -> dict[str, Any]:
    """Return what the form begins with."""
    if rule is None:
        return {"comparison": "at_least"}
    plain = ("comparison", "priority", "on_delay_s", "off_delay_s", "available_min")
    said: dict[str, Any] = {name: getattr(rule, name) for name in plain}
    said |= {name: worded(getattr(rule, name)) for name in WORDS}
    said |= {name: f"{getattr(rule, name):g}" for name in ("threshold", "deadband")}
    signal = f"{rule.signal}:{rule.point}" if rule.point else rule.signal
    return {**said, "signal": signal, "owner": rule.owner_id}


def _texts(typed: str, name: str, before: AlarmRule | None) -> dict[str, str]:
    text = typed.replace("\r\n", "\n").strip()
    earlier: dict[str, str] = getattr(before, name) if before else {}
    if earlier and worded(earlier).strip() == text:
        return dict(earlier)
    return {(get_language() or "id")[:2]: text} if text else {}


def _number(typed: str) -> float | None:
    said = typed.strip().replace(",", ".")
    if len(said) > LONGEST_NUMBER:  # cut off it would be another number
        return None
    try:
        number = float(said)
    except ValueError:
        return None
    return number if isfinite(number) else None


def _whole(typed: str) -> int | None:
    said = typed.strip()
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 10 else None
