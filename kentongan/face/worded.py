"""Texts that a city's data holds in several languages: the visitor's own, or the first there is."""

from collections.abc import Mapping

from django.utils.translation import get_language


def worded(texts: Mapping[str, str] | None, language: str | None = None) -> str:
    """Return the text in the language; the first one where that is missing, "" where none is."""
    if not texts:
        return ""
    chosen = language or get_language() or ""
    return texts.get(chosen) or texts.get(chosen.partition("-")[0]) or next(iter(texts.values()))
