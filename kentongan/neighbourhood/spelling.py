"""RT and RW out of words, however they are written: "RT 03/RW 05", "rt03 rw5", "RT/RW 003/005"."""

import re
from typing import NamedTuple

_N = r"[\s.:]*0*(\d{1,3})\b"
_BOTH = re.compile(rf"\brt\s*/\s*rw{_N}\s*[/\-,]\s*0*(\d{{1,3}})\b", re.IGNORECASE)
_RT_RW = re.compile(rf"\brt{_N}[\s,./\-]*rw{_N}", re.IGNORECASE)
_RW_RT = re.compile(rf"\brw{_N}[\s,./\-]*rt{_N}", re.IGNORECASE)
_RW = re.compile(rf"\brw{_N}", re.IGNORECASE)


class Numbers(NamedTuple):
    """Three digits each; an RT may be left open."""

    rw: str
    rt: str = ""


def numbers_in(text: str) -> Numbers | None:
    """Return the one RW, and perhaps RT, that a text names; None where it names none or several.

    An RT without its RW says nothing: every RW counts its own from one.
    """
    told = {Numbers(_three(rw), _three(rt)) for rt, rw in _pairs(text)}
    told = told or {Numbers(_three(rw)) for rw in _RW.findall(text)}
    return told.pop() if len(told) == 1 else None


def numbers_told(address: str, words: str) -> Numbers | None:
    """Return what a report names: its address goes before its words."""
    return numbers_in(address) or numbers_in(words)


def _pairs(text: str) -> list[tuple[str, str]]:
    """RT and RW, in that order."""
    turned = [(rt, rw) for rw, rt in _RW_RT.findall(text)]
    # "RW 1 RT 2 RW 1 RT 3" is read one way only: the other would pair an RT with the next RW.
    return _BOTH.findall(text) + (turned or _RT_RW.findall(text))


def _three(digits: str) -> str:
    return digits.zfill(3)
