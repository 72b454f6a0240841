"""letters.yaml: how the city writes, in which words, and when telephones rest. Optional."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time
from typing import get_args

from kentongan.cities.packs.facts import Text
from kentongan.cities.packs.faults import suggest
from kentongan.cities.packs.letter_facts import BLANKS, LettersFacts, Phone, SayingFacts
from kentongan.cities.packs.pages import Page

FIELDS = ("quiet_hours", "phone", "sayings")
PARTS = ("subject", "text", "short")


def read_letters(page: Page, languages: Sequence[str]) -> LettersFacts:
    begins, ends = _read_quiet(page)
    given = page.page("sayings")
    return LettersFacts(
        quiet_from=begins,
        quiet_to=ends,
        phone=page.choice("phone", get_args(Phone), "sms"),
        sayings={str(kind): _read_saying(given, str(kind), languages) for kind in given.values}
        if given
        else {},
    )


def _read_quiet(page: Page) -> tuple[time | None, time | None]:
    value = page.text("quiet_hours", "")
    if not value:
        return None, None
    try:
        begins, ends = (time.fromisoformat(each.strip()) for each in value.split("-"))
    except ValueError:
        page.fault(f"{value!r} are no hours", "Write them like '20:00-06:30'.", at="quiet_hours")
        return None, None
    return begins, ends


def _read_saying(given: Page, kind: str, languages: Sequence[str]) -> SayingFacts:
    saying = given.page(kind, *PARTS)
    if saying is None:
        return SayingFacts()
    if not re.fullmatch(r"[a-z]+\.[a-z_]+", kind):
        remedy = "Name a kind of the journal, like 'case.claimed'."
        given.fault(f"{kind!r} is no kind of entry", remedy, at=kind)
    parts = {name: saying.texts(name, languages) for name in PARTS if saying.has(name)}
    for name, text in parts.items():
        _check_blanks(saying, name, text)
    return SayingFacts(**parts)


def _check_blanks(saying: Page, name: str, text: Text) -> None:
    asked = {blank for words in text.values() for blank in re.findall(r"\{([^}]*)\}", words)}
    for blank in sorted(asked - set(BLANKS)):
        wrong = f"Nobody fills the blank {{{blank}}}"
        saying.fault(wrong, suggest(blank, BLANKS), at=name)
