"""What a city sets itself besides its promises: windows, the audit's sample, how long data stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Sets = Literal[
    "objection_days",
    "dispute_days",
    "audit_percent",
    "audit_least",
    "contact_days",
    "tester_days",
    "unscreened_photo_days",
    "photo_days",
    "look_text_days",
    "look_days",
    "wish_text_days",
    "nonce_days",
    "sign_in_failure_days",
    "session_days",
    "draft_photo_days",
    "message_days",
    "conversation_days",
    "call_days",
    "call_recording_days",
]
"""The names end in the unit: days by the calendar, per cent of a unit's claims, or claims."""
LEAST: Mapping[str, int] = {"session_days": 0}
"""Where it is not 1. A session ends by itself, so nothing need be added."""
MOST: Mapping[str, int] = {"audit_percent": 100}
LONGEST = 36_500
"""Where `MOST` says nothing else; whoever writes more has mistyped."""


@dataclass(frozen=True, slots=True)
class RuleFacts:
    sets: Sets
    amount: int
    source: str
    valid_from: date
    valid_to: date | None = None  # last day it holds; None means until replaced
