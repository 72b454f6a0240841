"""What people type, made safe to keep: no NUL, no invisible direction switches, tidy spaces."""

import unicodedata

from django.utils.translation import gettext_lazy as _

from kentongan.toolbox.refusals import Unprocessable

LONGEST = 4000
"""Characters in one free text (Open311 names the same bound for `description`)."""

_KEPT_CONTROLS = {"\n", "\t"}
_KEPT_FORMATS = {"\u200d", "\ufe0f"}
"""Joiners that emoji are made of. Other format characters go: bidi switches hide text."""


class TooLong(Unprocessable):
    code = "too_long"


def tidy(text: str, *, longest: int = LONGEST, field: str | None = None) -> str:
    """Return the text as it may be stored.

    :raises TooLong: if more than `longest` characters remain
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = unicodedata.normalize("NFC", "".join(c for c in lines if _is_kept(c))).strip()
    if len(kept) > longest:
        raise TooLong(
            _("This text has %(length)d characters; at most %(longest)d fit.")
            % {"length": len(kept), "longest": longest},
            field=field,
        )
    return kept


def _is_kept(character: str) -> bool:
    category = unicodedata.category(character)
    if category == "Cc":
        return character in _KEPT_CONTROLS
    if category in {"Cf", "Cs", "Co", "Cn"}:
        return character in _KEPT_FORMATS
    return True
