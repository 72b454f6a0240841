"""Small tables as CSV files, the first line of which says what it is, of when, and whose."""

import csv
import io
from collections.abc import Iterable

from django.http import HttpResponse

from kentongan.openapi.data.files import CSV, filename
from kentongan.places.directory import directory


def about(what: str, page: str) -> str:
    """Return the first line; `page` is where the words of the table are explained."""
    return f"# {directory().profile.name}: {what}; definitions at {page}; CC BY 4.0\r\n"


def table(
    name: str, first_line: str, columns: Iterable[str], rows: Iterable[Iterable[object]]
) -> HttpResponse:
    """Return a whole table as a file that other sites' pages may read, too."""
    written = io.StringIO()
    written.write(first_line)
    lines = csv.writer(written)
    lines.writerow(columns)
    lines.writerows(rows)
    response = HttpResponse(written.getvalue(), content_type=CSV)
    response["Content-Disposition"] = f'attachment; filename="{filename(name)}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response
