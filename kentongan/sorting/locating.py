"""Locating: the words that say where something is, which tell nothing of what it is.

"Lampu mati di RT 03 RW 05 kelurahan Mawar" is about a lamp, not about the kelurahan's service;
"lampu di depan pos ronda" asks for no guard post. "Pak RT 03" and "kantor kelurahan" stay.
"""

import re
from collections.abc import Iterable, Sequence

from kentongan.sorting.words import SLANG, bare, stem

_PEOPLE = "pak bapak bu ibu ketua sekretaris bendahara pengurus pegawai petugas staf aparat oknum"
_OFFICE = "kantor loket pelayanan layanan surat pengantar iuran kas uang"
_SERVED = frozenset((*_PEOPLE.split(), *_OFFICE.split()))
"""Before "RT 03", "di kelurahan Mawar": then people or an office are meant, not the place."""
_AREAS = ("kelurahan", "kecamatan", "kel", "desa")
_AREA = "|".join([*_AREAS, *(short for short, word in SLANG.items() if word in _AREAS)])
_BEFORE = r"(?:\b([a-z]+)(?:[\W_]+di)?[\W_]+)?"
_NUMBER = r"[\W_]*\d{1,3}\b"
_NUMBERED = (
    rf"\brt[\W_]*rw{_NUMBER}(?:[\W_]*\d{{1,3}}\b)?|\br[tw]{_NUMBER}(?:[\W_]+r[tw]{_NUMBER})*"
)
_OURS = r"\br[tw][\W_]+(?:kami|kita|saya|sini|ini)\b"

_BESIDE_WORDS = "depan dekat samping sebelah seberang belakang sekitar"
_BESIDE = frozenset(map(stem, _BESIDE_WORDS.split()))
_HOLLOW_WORDS = "rumah kantor gedung gerbang pintu pagar"
_HOLLOW = frozenset(map(stem, _HOLLOW_WORDS.split()))
"""What may stand between the two: "depan rumah Pak RT"."""

_WAYS = frozenset({"gang", "jalan"})
"""Behind "di" these say where: "banjir di gang Mawar" asks for no paving."""


def addresses(names: Iterable[str]) -> re.Pattern[str]:
    """Return what an address looks like in a text made bare.

    :param names: what the city's kelurahan and kecamatan are called
    """
    spelt = sorted({r"[\W_]*".join(map(re.escape, bare(name).split())) for name in names})
    named = rf"|\b(?:{_AREA})[\W_]+(?:{'|'.join(spelt)})\b" if spelt else ""
    return re.compile(rf"{_BEFORE}(?:{_NUMBERED}|{_OURS}{named})")


def without_addresses(text: str, address: re.Pattern[str]) -> str:
    """Return a text, made bare, without the addresses in it."""
    return address.sub(_only_before, bare(text))


def landmarks(said: Sequence[str]) -> frozenset[int]:
    """Return at which stems a mark begins that the matter is beside, or in: "depan pos ronda"."""
    found: set[int] = set()
    for number, each in enumerate(said, start=1):
        if each in _BESIDE:
            after = said[number] if number < len(said) else ""
            found.update({number, number + 1} if after in _HOLLOW else {number})
        if each == "di" and said[number : number + 1] and said[number] in _WAYS:
            found.add(number)
    return frozenset(found)


def _only_before(match: re.Match[str]) -> str:
    before = match.group(1)
    return match.group() if before in _SERVED else f"{before or ''} "
