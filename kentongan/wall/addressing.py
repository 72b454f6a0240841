"""A number and its address: every number on the wall leads to the list of what it counts."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar
from urllib.parse import urlencode

from django.urls import reverse

from kentongan.catalogue.shelf import shelf
from kentongan.intake.models import Channel
from kentongan.measures.behind import Number
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import NotFound

PATH = "/wall/baris/"
STATES = {
    "semua": "all",
    "terbuka": "open",
    "lewat": "late",
    "selesai": "done",
    "dibenarkan": "confirmed",
    "tanpa-keberatan": "unopposed",
    "ditolak": "refused",
    "ke-instansi-lain": "referred",
    "disisihkan": "set_aside",
    "digabung": "joined",
}
WITHHELD = "dirahasiakan"
"""Stands where a place would: what is told without one."""
CHANNELS = {channel: channel for channel in Channel.values}
WORDS = {state: word for word, state in STATES.items()}
LONGEST_REFERENCE = 12
YEARS = range(2000, 2200)
T = TypeVar("T")


class NoSuchNumber(NotFound):
    code = "no_such_number"


def address(number: Number) -> str:
    """Return where the rows behind a number are listed."""
    asked = {
        "keadaan": WORDS[number.state] if number.state != "all" else "",
        "wilayah": number.place.code if number.place else WITHHELD * number.is_withheld,
        "unit": number.unit.code if number.unit else "",
        "kelompok": number.group.code if number.group else "",
        "jenis": number.kind.code if number.kind else "",
        "kanal": number.channel,
        "hari": number.day.isoformat() if number.day else "",
        "jam": "" if number.hour is None else str(number.hour),
        "ditutup": number.ended.isoformat() if number.ended else "",
        "kasus": number.reference,
    }
    return f"{PATH}?{urlencode({key: value for key, value in asked.items() if value})}"


def case_address(reference: str) -> str:
    """Return the wall's page of one case."""
    return reverse("wall_case", args=[reference])


def number_asked(asked: Mapping[str, str]) -> Number:
    """Return the number an address names.

    :raises NoSuchNumber: if it names a place, unit, type or day that is not there
    """
    if asked.get("wilayah") == WITHHELD:
        return _withheld(asked)
    known, types = directory(), shelf()
    groups = {group.code: group for group in types.groups}
    return Number(
        state=_found(STATES, asked.get("keadaan", "")) or "all",
        place=_found(known.by_code, asked.get("wilayah", "")),
        unit=_found(known.unit_by_code, asked.get("unit", "")),
        group=_found(groups, asked.get("kelompok", "")),
        kind=_found(types.by_code, asked.get("jenis", "")),
        channel=_found(CHANNELS, asked.get("kanal", "")) or "",
        day=day_in(asked.get("hari", "")),
        hour=_hour(asked.get("jam", "")),
        ended=day_in(asked.get("ditutup", "")),
        reference=asked.get("kasus", "").replace("\0", "")[:LONGEST_REFERENCE],
    )


def _withheld(asked: Mapping[str, str]) -> Number:
    """Return what is withheld, open or late; cut any further it would tell what it withholds."""
    number = Number(state=STATES.get(asked.get("keadaan", ""), ""), is_withheld=True)
    cuts = ("unit", "kelompok", "jenis", "kanal", "hari", "jam", "ditutup", "kasus")
    if not number.is_of_open or any(asked.get(cut) for cut in cuts):
        raise NoSuchNumber
    return number


def _found(known: Mapping[str, T], code: str) -> T | None:
    if not code:
        return None
    if code not in known:
        raise NoSuchNumber
    return known[code]


def day_in(text: str) -> date | None:
    """Return the day an address names, None for an empty text."""
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        raise NoSuchNumber from None
    if day and day.year not in YEARS:
        raise NoSuchNumber
    return day


def _hour(text: str) -> int | None:
    if not text:
        return None
    if not (text.isdecimal() and len(text) <= 2 and int(text) < 24):
        raise NoSuchNumber
    return int(text)
