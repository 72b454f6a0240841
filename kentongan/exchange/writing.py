"""Writing a file: rows under the first name of each column, safe to open in a spreadsheet."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from kentongan.exchange.columns import HEADINGS
from kentongan.exchange.reading import Row
from kentongan.toolbox.spreadsheets import defused


def lines(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    """Yield the file line by line, headings first."""
    yield _line([HEADINGS[name][0] for name in columns])
    for row in rows:
        yield _line([_safe(row.get(name, ""), name) for name in columns])


def _safe(cell: str, name: str) -> str:
    return cell if name in {"lat", "lon"} else defused(cell)


def _line(cells: Sequence[str]) -> str:
    written = StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(cells)
    return written.getvalue()
