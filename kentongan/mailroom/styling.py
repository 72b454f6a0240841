"""How this city writes, as its pack says; a pack without a word on it writes as all do."""

import re
from collections.abc import Mapping
from typing import Any

from kentongan.cities.packs.letter_facts import LettersFacts, SayingFacts
from kentongan.mailroom.models import Style


def style() -> Style:
    """Return the current city's (one statement)."""
    return Style.objects.filter(pk=1).first() or Style(pk=1)


def load_style(facts: LettersFacts) -> Style:
    """Write what the pack says, in place of what it said before."""
    manner, _ = Style.objects.update_or_create(
        pk=1,
        defaults={
            "quiet_from": facts.quiet_from,
            "quiet_to": facts.quiet_to,
            "phone": facts.phone,
            "sayings": {kind: _plain(saying) for kind, saying in facts.sayings.items()},
        },
    )
    return manner


def letters_facts() -> LettersFacts:
    """Return what a pack would say to make this style again."""
    manner = style()
    return LettersFacts(
        quiet_from=manner.quiet_from,
        quiet_to=manner.quiet_to,
        phone=manner.phone,  # type: ignore[arg-type]
        sayings={kind: SayingFacts(**parts) for kind, parts in manner.sayings.items()},
    )


def own(manner: Style, kind: str, part: str, language: str) -> str:
    """Return the city's own words for a part of a letter, its blanks in our form, or ""."""
    sayings: Mapping[str, Any] = manner.sayings.get(kind, {})
    words = str(sayings.get(part, {}).get(language, ""))
    return re.sub(r"\{(\w+)\}", r"%(\1)s", words.replace("%", "%%"))


def _plain(saying: SayingFacts) -> dict[str, dict[str, str]]:
    parts = {"subject": saying.subject, "text": saying.text, "short": saying.short}
    return {name: dict(text) for name, text in parts.items() if text}
