"""Reading their file: rows by name, whatever program wrote it."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO

from django.utils.translation import gettext_lazy as _

from kentongan.exchange.columns import NEEDED, named
from kentongan.toolbox.refusals import Unprocessable

Row = Mapping[str, str]
LARGEST = 20_000_000
"""Bytes of one file; years of a city's reports."""


class NotATable(Unprocessable):
    code = "not_a_table"
    sentence = _("This is no table of text. Please save it as CSV (UTF-8) and choose it again.")


class FileTooLarge(Unprocessable):
    code = "file_too_large"
    sentence = _("This file is larger than 20 MB. Please split it.")


def rows(data: bytes, needed: Iterable[str] = NEEDED) -> Iterator[Row]:
    """Yield the rows of a CSV file, each by our names of its columns.

    :raises NotATable: if it is none
    :raises FileTooLarge: if it is too large
    :raises ColumnsMissing: if a column that is needed is not there
    """
    if len(data) > LARGEST:
        raise FileTooLarge(field="file")
    table = csv.reader(StringIO(_text(data), newline=""), delimiter=_delimiter(data))
    try:
        names = named(next(table, []), needed)
        for cells in table:
            if any(cell.strip() for cell in cells):
                yield {n: cell.strip() for n, cell in zip(names, cells, strict=False) if n}
    except csv.Error:
        raise NotATable(field="file") from None


def _text(data: bytes) -> str:
    if b"\x00" in data:
        raise NotATable(field="file")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")  # what spreadsheets write on Windows


def _delimiter(data: bytes) -> str:
    first = data.split(b"\n", maxsplit=1)[0]
    return max(",;\t", key=lambda sign: first.count(sign.encode()))
