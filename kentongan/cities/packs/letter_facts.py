"""What a pack says about letters, as plain frozen facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Literal

from kentongan.cities.packs.service_facts import Text

Phone = Literal["sms", "whatsapp"]
BLANKS = (
    *("reference", "when", "unit", "contact", "promised", "opposable", "disputable"),
    *("reason", "authority", "address", "until", "group", "report"),
)
"""What a city's own wording may name in braces; a paragraph whose blank is empty is left out."""


@dataclass(frozen=True, slots=True)
class SayingFacts:
    """The city's own words about one kind of entry; what is left out stays as it is for all."""

    subject: Text = field(default_factory=dict)
    text: Text = field(default_factory=dict)  # paragraphs, an empty line between them
    short: Text = field(default_factory=dict)  # for a telephone, without the address


@dataclass(frozen=True, slots=True)
class LettersFacts:
    quiet_from: time | None = None  # the city's local time; over midnight where later than to
    quiet_to: time | None = None
    phone: Phone = "sms"
    sayings: Mapping[str, SayingFacts] = field(default_factory=dict)  # by kind, "case.claimed"
