"""Texts in the visitor's language, moments in the city's time."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone, translation


def worded(texts: Mapping[str, str]) -> str:
    """Return the text in the language spoken now, or else in the first there is."""
    spoken = texts.get(translation.get_language() or "")
    return spoken or next(iter(texts.values()), "")


def stamped(moment: datetime | None) -> str | None:
    """Return the moment in ISO 8601 with the city's offset, as the W3C note on datetimes asks."""
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None
