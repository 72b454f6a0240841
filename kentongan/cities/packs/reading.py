"""Reading a pack: its files become facts, or all of its faults are told at once."""

from __future__ import annotations

from pathlib import Path

from kentongan.cities.packs.checking import examine
from kentongan.cities.packs.facts import PackFacts
from kentongan.cities.packs.faults import BrokenPack, Fault, Findings

__all__ = ["BrokenPack", "Fault", "Findings", "read"]


def read(folder: Path) -> PackFacts:
    """The facts of the pack in `folder`.

    :raises BrokenPack: if anything is wrong with it; its `faults` lists everything found
    """
    facts, faults = examine(folder)
    if faults or facts is None:
        raise BrokenPack(faults)
    return facts
