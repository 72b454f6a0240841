"""Revealing: whether words that everybody is to read still seem to tell who somebody is.

A machine only warns: whoever publishes may insist, and the journal then says so, without the words.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _
from lokal import PiiType, detect_pii

from kentongan.casework.models import Case
from kentongan.intake.models import Reporter
from kentongan.sorting.words import STOP
from kentongan.toolbox.refusals import Unprocessable

SHORTEST_NAME = 3
"""Letters; shorter parts of a name are initials, or words of their own."""
_TITLES = {"bapak", "pak", "ibu", "bang", "mas", "mbak", "haji", "hajah", "bin", "binti", "mrs"}
_MOBILE = re.compile(r"(?<!\d)(?:\+?62[\s.-]?|0)8(?:[\s.-]?\d){7,12}(?!\d)")
"""Also what is a digit short, which the library takes for no number."""
_LANDLINE = re.compile(
    r"(?<!\d)(?:\+?62[\s.-]?|\(?0)[2-7]\d{1,2}\)?[\s.-]?\d{3,4}[\s.-]?\d{2,4}(?!\d)"
)
"""An area code and a number, wherever they stand; the library wants a word before them."""
_NAMED = re.compile(
    r"\b(?:tele?pon|telp|tlp|telfon|phone|call|wa|whatsapp|hp|hub|hubungi|pak|bu|rt|rw)\b\W{0,4}(?:\w+\W+)?"
    r"(\d(?:[\s.-]?\d){5,11})(?!\d)",
    re.IGNORECASE,
)
"""A number without an area code tells itself by the word before it."""
_SIXTEEN = re.compile(r"(?<!\d)\d{16}(?!\d)")
_SHAPES = (
    *((_MOBILE, "phone"), (_LANDLINE, "phone"), (_NAMED, "phone")),
    (_SIXTEEN, "nik"),
)
_WORD = re.compile(r"[^\W\d_]+")
_CODES: dict[PiiType, str] = {"PHONE": "phone", "EMAIL": "email", "NIK": "nik"}
_OTHERS: tuple[PiiType, ...] = (
    *("KK", "NPWP", "PASSPORT", "SIM", "NIP", "BPJS", "NISN", "AKTA"),
    *("BANK_ACCOUNT", "CARD", "PLATE", "BIRTH_DATE"),
)
_ONLY_COVERED: dict[PiiType, str] = {"ADDRESS": "address", "NAME": "somebody"}
"""Covered, but not warned of: a street, or a stall known by its owner, is often the very matter."""


class LooksPersonal(Unprocessable):
    code = "looks_personal"


class Person(NamedTuple):
    """What a reporter told of themselves."""

    name: str
    phone: str
    email: str


def see_nothing_personal(case: Case, words: str, *, is_insisted: bool) -> list[str]:
    """Return what was insisted on, as codes for the journal; empty where nothing was found.

    :raises LooksPersonal: if something was found, and nobody insists
    """
    found = findings(words, _people(case)) if words else []
    if found and not is_insisted:
        what = ", ".join(map(in_words, found))
        told = _("This still seems to hold: %(what)s. Everybody would read it.") % {"what": what}
        raise LooksPersonal(told, field="public_words")
    return found


def covered(words: str) -> str:
    """Return the words with numbers, addresses and names after a title covered; stories stay."""
    text, end, parts = unicodedata.normalize("NFKC", words), 0, []
    for start, stop, code in sorted(_by_shape(text)):
        if start >= end:
            parts += [text[end:start], f"[{in_words(code)}]"]
        end = max(end, stop)
    return "".join([*parts, text[end:]])


def findings(words: str, people: Iterable[Person]) -> list[str]:
    """Return what the words seem to hold, each once: `phone`, `email`, `nik`, `name`, `other`."""
    text = unicodedata.normalize("NFKC", words)
    shaped = {code for *_span, code in _by_shape(text)}.difference(_ONLY_COVERED.values())
    return sorted(shaped.union(_of_people(text, people)))


def _by_shape(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where something that looks personal starts and ends, and what it is."""
    codes = _CODES | _ONLY_COVERED
    for match in detect_pii(text, types=(*codes, *_OTHERS)):
        yield match.start, match.end, codes.get(match.type, "other")
    for shape, code in _SHAPES:
        yield from ((*found.span(found.lastindex or 0), code) for found in shape.finditer(text))


def _of_people(text: str, people: Iterable[Person]) -> Iterator[str]:
    said, digits = _names(text), re.sub(r"\D", "", text)
    for person in people:
        number = re.sub(r"\D", "", person.phone)[-8:]
        if _names(person.name) & said:
            yield "name"
        if len(number) == 8 and number in digits:
            yield "phone"
        if person.email and person.email.casefold() in text.casefold():
            yield "email"


def _names(text: str) -> set[str]:
    words = {word for word in _WORD.findall(text.casefold()) if len(word) >= SHORTEST_NAME}
    return words - STOP - _TITLES


def _people(case: Case) -> list[Person]:
    told = Reporter.objects.filter(servicerequest__filing__case=case)
    return [Person(*row) for row in told.values_list("name", "phone", "email")]


def in_words(code: str) -> str:
    return {
        "phone": _("telephone number"),
        "email": _("e-mail address"),
        "nik": _("identity number (NIK)"),
        "name": _("the reporter’s own name"),
        "address": _("address"),
        "somebody": _("name"),
    }.get(code, _("a number that tells who somebody is"))
