"""What people come for, each with a letter on its numbers. An office may have a list of its own."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from kentongan.toolbox.refusals import Unprocessable

USUAL: tuple[Mapping[str, Any], ...] = (
    {"letter": "A", "names": {"id": "Melapor", "en": "Report something"}},
    {"letter": "B", "names": {"id": "Tanya kabar laporan", "en": "Ask about a report"}},
    {"letter": "C", "names": {"id": "Ambil jawaban", "en": "Pick up an answer"}},
    {"letter": "D", "names": {"id": "Tanya informasi", "en": "Ask for information"}},
)
LINE = re.compile(r"([A-Z])\s*[=:]\s*([^|]{1,60})(?:\|(.{1,60}))?")
MOST = 9


class NoPurpose(Unprocessable):
    code = "no_purpose"
    sentence = _("Please choose what you have come for.")


class PurposesUnreadable(Unprocessable):
    code = "purposes_unreadable"
    sentence = _(
        "Each line needs a letter of its own and words, at most 60 letters in each language and at "
        "most nine lines: “A = Melapor | Report something”."
    )


class Purpose(NamedTuple):
    """One of them."""

    letter: str
    names: Mapping[str, str]


def purposes_of(rows: Any) -> tuple[Purpose, ...]:
    """Return what an office's row holds as purposes; the usual ones where it holds none."""
    listed = rows if isinstance(rows, list) and rows else USUAL
    return tuple(Purpose(str(each["letter"]), each["names"]) for each in listed)


def read_purposes(text: str) -> list[dict[str, object]]:
    """Return what was written as lines; nothing written means the usual ones.

    :raises PurposesUnreadable: if a line is none, or two have one letter
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found = [LINE.fullmatch(line) for line in lines]
    letters = {each[1] for each in found if each}
    if len(letters) != len(lines) or len(lines) > MOST:
        raise PurposesUnreadable(field="purposes")
    return [
        {"letter": each[1], "names": {"id": each[2].strip(), "en": (each[3] or each[2]).strip()}}
        for each in found
        if each
    ]


def written(rows: Any) -> str:
    """Return an office's own purposes as the lines they are typed in; "" for the usual ones."""
    if not isinstance(rows, list) or not rows:
        return ""
    return "\n".join(f"{p.letter} = {p.names['id']} | {p.names['en']}" for p in purposes_of(rows))
