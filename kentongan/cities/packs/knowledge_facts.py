"""What a pack answers to common questions, for whoever sits at the telephone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Text = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SnippetFacts:
    code: str
    question: Text
    answer: Text
    keywords: tuple[str, ...] = ()
    service_types: tuple[str, ...] = ()  # codes; none: of use whatever a call is about
    source: str = ""
    assumed: bool = False  # a working assumption, until somebody of the city has confirmed it
