"""What the checks of a proof say, in plain words, the same at every door.

They say what was seen, never what it means: whoever judges the claim draws the conclusion.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from kentongan.face.formatting import number, span

Flag = Mapping[str, Any]


def flag_words(flag: Flag, language: str) -> str:
    """Return the sentence for a flag; the bare code for one that has none yet."""
    words = SENTENCES.get(flag["check"])
    return words(flag, language) if words else str(flag["check"])


def _reused(flag: Flag, language: str) -> str:
    if flag.get("off") is None:
        return _("The very same picture was handed in before, with another report or claim.")
    return _(
        "A picture that looks just like it was handed in before, with another report or claim."
    )


def _elsewhere(flag: Flag, language: str) -> str:
    metres = number(flag["metres"], language)
    return _("It was taken %(n)s m from the place of the report.") % {"n": metres}


def _clock(flag: Flag, language: str) -> str:
    told = {"span": span(flag["minutes"] * 60, language)}
    return _("The time it carries is %(span)s away from when it was handed in as new.") % told


SENTENCES: dict[str, Callable[[Flag, str], str]] = {
    "reused": _reused,
    "same_frame": lambda flag, language: _("It looks like the photo of the report itself."),
    "elsewhere": _elsewhere,
    "too_early": lambda flag, language: _(
        "It was taken before the report, or before the work was last opened again."
    ),
    "clock": _clock,
    "no_metadata": lambda flag, language: _("It does not say when or where it was taken."),
    "bad_nonce": lambda flag, language: _(
        "It was handed in as taken in the app, but that could not be confirmed."
    ),
    "no_proof": lambda flag, language: _("No picture shows the work."),
}
