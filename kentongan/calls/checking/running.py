"""Trying every rule of the contract, and saying of each whether it holds."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from kentongan.calls.checking import of_asking, of_folding, of_signing
from kentongan.calls.checking.asking import Asker, Broken, NotTried

RULES = (*of_signing.RULES, *of_folding.RULES, *of_asking.RULES)


class Word(StrEnum):
    """What can be said of a rule."""

    HOLDS = "holds"
    BROKEN = "BROKEN"
    NOT_TRIED = "not tried"


class Verdict(NamedTuple):
    """One rule, what became of it, and why."""

    rule: str
    word: Word
    why: str = ""


def verdicts(asker: Asker) -> Iterator[Verdict]:
    """Try every rule in turn."""
    for rule in RULES:
        said = (rule.__doc__ or rule.__name__).strip()
        try:
            rule(asker)
        except Broken as fault:
            yield Verdict(said, Word.BROKEN, str(fault))
        except NotTried as reason:
            yield Verdict(said, Word.NOT_TRIED, str(reason))
        except (KeyError, TypeError, ValueError) as fault:
            yield Verdict(said, Word.BROKEN, f"the answer has another shape: {fault!r}")
        else:
            yield Verdict(said, Word.HOLDS)
