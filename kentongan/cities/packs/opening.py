"""Opening the files of a pack: bytes to text, YAML to pages, CSV to rows, and what may go wrong."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from kentongan.cities.packs.faults import Findings
from kentongan.cities.packs.pages import Page


def open_text(path: Path, findings: Findings, *, required: bool = True) -> str | None:
    """The text of a file; None after adding a fault when it is missing or not UTF-8."""
    if not path.is_file():
        if required:
            remedy = f"Add {path.name}; docs/how-to/copy-to-another-city.md shows how."
            findings.add(path.name, 0, "The file is missing", remedy)
        return None
    try:
        raw = path.read_bytes()
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        wrong = "These bytes are not UTF-8"
        findings.add(path.name, line, wrong, "Save the file again with the encoding UTF-8.")
    except OSError as error:
        findings.add(path.name, 0, f"Cannot be opened: {error.strerror}", "Check its permissions.")
    return None


def open_yaml(
    path: Path, findings: Findings, fields: Sequence[str], *, required: bool = True
) -> Page | None:
    """The top mapping of a YAML file, or None after adding a fault."""
    text = open_text(path, findings, required=required)
    if text is None:
        return None
    try:
        values = YAML(typ="rt", pure=True).load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        wrong = f"Not valid YAML: {(error.problem or error.context or 'unreadable').strip()}"
        remedy = "Check the indentation, the colons and the quotes on this line and the one above."
        findings.add(path.name, mark.line + 1 if mark else 0, wrong, remedy)
        return None
    except (YAMLError, ValueError) as error:
        # ValueError: an impossible date such as 2026-02-30 is refused while parsing.
        wrong = f"Not valid YAML: {str(error).splitlines()[0]}"
        findings.add(path.name, 0, wrong, "Remove or correct that value.")
        return None
    return Page({} if values is None else values, findings, path.name, 1, fields)


def open_csv(path: Path, findings: Findings, columns: Sequence[str]) -> list[tuple[int, list[str]]]:
    """(line, cells) of each row, the cells in the order of `columns`."""
    text = open_text(path, findings)
    if text is None:
        return []
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        header = [each.strip() for each in next(reader, [])]
        if sorted(header) != sorted(columns):
            wrong = f"The columns are {', '.join(header) or 'missing'}"
            findings.add(path.name, 1, wrong, f"They must be: {','.join(columns)}.")
            return []
        order = [header.index(each) for each in columns]
        for cells in reader:
            if len(cells) == len(columns):
                rows.append((reader.line_num, [cells[i].strip() for i in order]))
            elif cells:
                wrong = f"{len(cells)} cells instead of {len(columns)}"
                findings.add(path.name, reader.line_num, wrong, "Check the commas in this row.")
    except csv.Error as error:
        findings.add(path.name, reader.line_num, f"Not valid CSV: {error}", "Check the quotes.")
    return rows
