"""The facts about letters as plain values again, laid out for people who edit them."""

from __future__ import annotations

from typing import Any

from kentongan.cities.packs.letter_facts import LettersFacts
from kentongan.cities.packs.plaining import plain, trimmed


def plain_letters(letters: LettersFacts) -> dict[str, Any]:
    hours = (letters.quiet_from, letters.quiet_to)
    quiet = "-".join(f"{hour:%H:%M}" for hour in hours if hour)
    sayings = {kind: trimmed(plain(saying)) for kind, saying in letters.sayings.items()}
    return trimmed({"quiet_hours": quiet, "phone": letters.phone, "sayings": sayings})
