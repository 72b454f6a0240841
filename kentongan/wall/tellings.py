"""What the wall says of one kind of entry."""

from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise

Tone = Literal["", "well", "soon", "late"]


@dataclass(frozen=True, slots=True)
class Telling:
    """How one kind is told: a title, and a note beneath it."""

    title: str | Promise
    note: str | Promise = ""
    tone: Tone = ""
    is_shown: bool = True
    """Whether it appears on the wall; some acts concern only those at work."""
