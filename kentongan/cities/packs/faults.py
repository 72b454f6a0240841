"""What is wrong with a pack: every fault names its file, its line, and the way out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    file: str
    line: int  # counted from 1; 0 when the whole file is meant
    wrong: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.wrong}. {self.remedy}"


class BrokenPack(ValueError):
    """A pack that cannot be read; `faults` lists all that was found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(slots=True)
class Findings:
    """Collects faults while a pack is read, and remembers on which line each thing stands."""

    faults: list[Fault] = field(default_factory=list)
    lines: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)

    def add(self, file: str, line: int, wrong: str, remedy: str) -> None:
        fault = Fault(file, line, wrong, remedy)
        if fault not in self.faults:
            self.faults.append(fault)

    def mark(self, kind: str, code: str, file: str, line: int) -> None:
        """Remember where `code` stands; a second one with the same code is a fault."""
        first = self.lines.setdefault((kind, code), (file, line))
        if first != (file, line):
            wrong = f"The {kind} {code!r} stands here twice (first at {first[0]}:{first[1]})"
            self.add(file, line, wrong, "Remove one of the two or give it a code of its own.")

    def at(self, kind: str, code: str, wrong: str, remedy: str) -> None:
        """Add a fault about a thing that was marked before."""
        file, line = self.lines.get((kind, code), ("?", 0))
        self.add(file, line, wrong, remedy)


def suggest(wrong: str, known: Iterable[str]) -> str:
    """A sentence that names the nearest known word, or lists what there is to choose from."""
    choices = sorted(known)
    near = get_close_matches(wrong, choices, n=1, cutoff=0.6)
    if near:
        return f"Did you mean {near[0]!r}?"
    shown = ", ".join(choices[:12]) + (" …" if len(choices) > 12 else "")
    return f"Choose one of: {shown}." if choices else "There is nothing to choose from yet."
