"""Unpacking a GTFS file, in bounds: a hostile one must not fill memory or disk."""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from kentongan.toolbox.refusals import Unprocessable

MOST_BYTES = 400 * 2**20
"""Of all tables together; a large city's feed has half of that."""
MOST_TABLES = 80
Row = Mapping[str, str]


class NotGtfs(Unprocessable):
    code = "not_gtfs"
    sentence = _("This is not a GTFS file: a zip with tables directly in it.")


class TooLarge(Unprocessable):
    code = "gtfs_too_large"
    sentence = _("This file is too large once it is unpacked.")


class Archive:
    """The tables of a file, each read only when it is asked for."""

    def __init__(self, path: Path) -> None:
        """Look into the file without unpacking it.

        :raises NotGtfs: if it is no readable zip, or is locked with a password
        :raises TooLarge: if its tables would be too large, or are too many
        """
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError) as fault:
            raise NotGtfs from fault
        inside = self._zip.infolist()
        if len(inside) > MOST_TABLES or sum(each.file_size for each in inside) > MOST_BYTES:
            raise TooLarge
        if any(each.flag_bits & 1 for each in inside) or "stops.txt" not in self._zip.namelist():
            raise NotGtfs

    def rows(self, table: str) -> Iterator[Row]:
        """Yield the rows of a table, without blanks around values; none if it is not there."""
        name = f"{table}.txt"
        if name not in self._zip.namelist():
            return
        with self._zip.open(name) as raw:
            lines = io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")
            for row in csv.DictReader(lines):
                yield {key.strip(): (value or "").strip() for key, value in row.items() if key}
