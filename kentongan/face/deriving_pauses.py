"""The part of a derivation that is not every deadline's: pauses, and other office hours."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kentongan.face import formatting


def stood_still(derivation: Mapping[str, Any], now: datetime) -> Iterator[str]:
    """Yield one sentence for each pause."""
    language, is_days = get_language() or "id", derivation["unit"] == "working_days"
    for began, ended, days in derivation.get("paused", ()):
        span = {
            "start": formatting.moment(datetime.fromisoformat(began), language, now),
            "end": formatting.moment(datetime.fromisoformat(ended), language, now),
        }
        if is_days:
            form = ngettext(
                "It stood still from %(start)s to %(end)s: %(n)s working day is not counted.",
                "It stood still from %(start)s to %(end)s: %(n)s working days are not counted.",
                days,
            )
            yield form % {**span, "n": days}
        else:
            told = _("It stood still from %(start)s to %(end)s; that time is not counted.")
            yield told % span


def other_hours(derivation: Mapping[str, Any]) -> Iterator[str]:
    """Yield a sentence where the last day has other hours than usual, such as in Ramadan."""
    if derivation.get("period"):
        yield _("On the last day the offices keep other hours: %(name)s.") % {
            "name": derivation["period"]
        }
