"""Hiding codes that stand in words: whoever reads a matter is not to hold the key to it.

Somebody gives the code of their report so that it is found, or of another that they mean. Left in
the words, everybody who reads the case could follow that report, and confirm or object for them.
"""

from collections.abc import Sequence

from kentongan.intake.models import ServiceRequest
from kentongan.toolbox.codes import candidates, without


def without_codes(text: str) -> str:
    """Return a text without any tracking code of this city (a statement where one may be in it)."""
    return hide_codes([text])[0]


def hide_codes(texts: Sequence[str]) -> list[str]:
    """Return texts without any tracking code of this city (one statement, or none)."""
    may_be = [candidates(text) for text in texts]
    looked_up = set[str]().union(*may_be)
    if not looked_up:
        return list(texts)
    known = ServiceRequest.objects.filter(code__in=looked_up).values_list("code", flat=True)
    codes = set(known)
    return [_without(text, found & codes) for text, found in zip(texts, may_be, strict=True)]


def _without(text: str, codes: set[str]) -> str:
    for code in codes:
        text = without(text, code)
    return text
