"""Reading what stands on sheets that were scanned and typed elsewhere: a table of text, by names.

Columns stand in any order, whatever program wrote them; those we do not know are left out.
"""

import csv
import re
from collections.abc import Mapping
from datetime import date
from io import StringIO

from django.utils.translation import gettext_lazy as _

from kentongan.toolbox.refusals import Unprocessable

Row = Mapping[str, str]
LARGEST = 5_000_000
"""Bytes of one file; some ten thousand sheets."""
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "number": ("nomor", "nomor formulir", "number"),
    "words": ("uraian", "isi", "kejadian", "words"),
    "kind": ("jenis", "kode layanan", "type"),
    "group": ("kelompok", "centang", "group"),
    "kelurahan": ("kelurahan", "desa", "ward"),
    "address": ("alamat", "lokasi", "patokan", "address"),
    "rt": ("rt",),
    "rw": ("rw",),
    "written": ("tanggal", "tanggal ditulis", "written"),
    "received": ("diterima", "tanggal diterima", "received"),
    "name": ("nama", "name"),
    "phone": ("telepon", "hp", "no hp", "phone"),
    "hearing": ("kabar", "cara kabar", "jawaban lewat", "hearing"),
    "anonim": ("anonim", "anonymous"),
    "rahasia": ("rahasia", "confidential"),
}
YES = frozenset({"ya", "y", "yes", "true", "1", "x", "v"})
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


class NotATable(Unprocessable):
    code = "not_a_table"
    sentence = _("This is no table of text. Please save it as CSV (UTF-8) and choose it again.")


class FileTooLarge(Unprocessable):
    code = "file_too_large"
    sentence = _("This file is larger than 5 MB. Please split it.")


class NoNumbers(Unprocessable):
    code = "no_numbers"
    sentence = _("The file has no column “nomor”.")


class NotADay(Unprocessable):
    code = "not_a_day"
    sentence = _("Please write the day like 31-12-2026.")


def rows(data: bytes) -> list[tuple[int, Row]]:
    """Return each row with its line, by our names of the columns.

    All of them or none: whoever enters the first has nothing before them that cannot be read.

    :raises NotATable: if it is none
    :raises FileTooLarge: if it is too large
    :raises NoNumbers: if there is no column of numbers
    """
    if len(data) > LARGEST:
        raise FileTooLarge(field="file")
    text = _text(data)
    first = text.split("\n", maxsplit=1)[0]
    table = csv.reader(StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    try:
        names = _named(next(table, []))
        return [
            (table.line_num, _told(names, cells))
            for cells in table
            if any(cell.strip() for cell in cells)
        ]
    except csv.Error:
        raise NotATable(field="file") from None


def _told(names: list[str], cells: list[str]) -> Row:
    return {name: cell.strip() for name, cell in zip(names, cells, strict=False) if name}


def read_day(typed: str, field: str) -> date | None:
    """Return a day as people write it, or as a browser sends it; None for an empty field.

    :raises NotADay: if it is none
    """
    wanted = typed.strip()
    if not wanted:
        return None
    day_first = _DAY.fullmatch(wanted)
    try:
        if day_first:
            day, month, year = map(int, day_first.groups())
            return date(year, month, day)
        return date.fromisoformat(wanted)
    except ValueError:
        raise NotADay(field=field) from None


def address_of(street: str, rt: str, rw: str) -> str:
    """Return street and neighbourhood as one line: `Jalan Mawar 3, RT 03, RW 05`."""
    told = (("RT ", rt), ("RW ", rw))
    around = [f"{title}{each.strip()[:10]}" for title, each in told if each.strip()]
    return ", ".join(part for part in (street.strip(), *around) if part)


def _named(headings: list[str]) -> list[str]:
    known = {heading: name for name, several in COLUMNS.items() for heading in several}
    plain = [
        re.sub(r"[\s_.]+", " ", each.replace("\ufeff", "")).strip().lower() for each in headings
    ]
    names = [known.get(each, "") for each in plain]
    if "number" not in names:
        raise NoNumbers(field="file")
    return names


def _text(data: bytes) -> str:
    if b"\x00" in data:
        raise NotATable(field="file")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")  # what spreadsheets write on Windows
