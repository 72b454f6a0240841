"""Judging a GTFS file before any of it is taken in, by two validators independent of each other.

Either one's error turns the file away (docs/decisions/0023-two-validators-at-the-gate.md). Both
run here, without network and without Java; the one in Python in a process of its own, with a
limit of time.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import gtfs_guru
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kentongan.toolbox.refusals import Unprocessable

MOST_SECONDS = 600
ERROR = "ERROR"
FILE_KEYS = ("filename", "childFilename", "parentFilename")
ROW_KEYS = ("csvRowNumber", "childCsvRowNumber", "newCsvRowNumber", "currCsvRowNumber")


@dataclass(frozen=True, slots=True)
class Finding:
    """One error: which rule, in which file and line (0 where a whole file is meant)."""

    validator: str
    code: str
    file: str
    line: int
    told: str = ""

    def __str__(self) -> str:
        where = f"{self.file or '–'}:{self.line}" if self.line else self.file or "–"
        return f"{where}  {self.code}  {self.told}  [{self.validator}]".replace("    ", "  ")


@dataclass(frozen=True)
class Judgement:
    """What both validators said. `counts` go by validator: its version, errors and warnings."""

    findings: tuple[Finding, ...]
    counts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


class Faulty(Unprocessable):
    code = "gtfs_faulty"
    sentence = _("The validators found errors in this file; nothing of it was taken in.")

    def __init__(
        self, findings: tuple[Finding, ...], sentence: str | Promise | None = None
    ) -> None:
        super().__init__(sentence)
        self.findings = findings


def judge(path: Path, *, on: date) -> Judgement:
    """Let both validators look at the file as on that day.

    :raises Faulty: if one of them could not get to the end of it
    """
    by_guru, guru = _by_guru(path, on)
    by_python, python = _by_python(path, on)
    order = sorted((*by_python, *by_guru), key=lambda each: (each.file, each.line, each.code))
    return Judgement(tuple(order), {"gtfs-validator": python, "gtfs-guru": guru})


def _by_guru(path: Path, on: date) -> tuple[list[Finding], dict[str, Any]]:
    try:
        result = gtfs_guru.validate(str(path), date=on.isoformat())
    except ValueError as fault:
        raise Faulty((Finding("gtfs-guru", "unreadable", "", 0, str(fault)[:200]),)) from fault
    found = [
        _finding(
            "gtfs-guru",
            each.code,
            {"filename": each.file, "csvRowNumber": each.row, **each.context()},
        )
        for each in result.errors()
    ]
    return found, _counts("gtfs-guru", result.error_count, result.warning_count)


def _by_python(path: Path, on: date) -> tuple[list[Finding], dict[str, Any]]:
    with tempfile.TemporaryDirectory(prefix="kentongan-gtfs-") as folder:
        given = ["-i", str(path), "-o", folder, "-d", on.isoformat(), "-svu"]
        try:
            subprocess.run(
                [sys.executable, "-m", "gtfs_validator.cli", *given],
                check=True, capture_output=True, timeout=MOST_SECONDS,
            )  # fmt: skip
            report = json.loads(Path(folder, "report.json").read_bytes())
            faults = json.loads(Path(folder, "system_errors.json").read_bytes())
        except (subprocess.SubprocessError, OSError, ValueError) as fault:
            raise Faulty((Finding("gtfs-validator", "unreadable", "", 0),)) from fault
    notices = [*report["notices"], *faults["notices"]]
    found = [
        _finding("gtfs-validator", notice["code"], sample)
        for notice in notices
        if notice["severity"] == ERROR
        for sample in notice["sampleNotices"] or [{}]
    ]
    warnings = sum(n["totalNotices"] for n in notices if n["severity"] == "WARNING")
    errors = sum(n["totalNotices"] for n in notices if n["severity"] == ERROR)
    return found, _counts("gtfs-validator", errors, warnings)


def _finding(validator: str, code: str, told: Mapping[str, Any]) -> Finding:
    """A rule that looks at one table only does not always name it in what it found."""
    file = next((told[key] for key in FILE_KEYS if told.get(key)), None) or _table_of(code)
    line = next((told[key] for key in ROW_KEYS if told.get(key)), 0)
    rest = {k: v for k, v in told.items() if k not in FILE_KEYS[:2] and k not in ROW_KEYS}
    words = ", ".join(f"{key} {value}" for key, value in rest.items())
    return Finding(validator, code, file, line, words[:200])


def _table_of(code: str) -> str:
    references = gtfs_guru.notice_schema().get(code, {}).get("references", {})
    return next(iter(references.get("fileReferences", ())), "")


def _counts(name: str, errors: int, warnings: int) -> dict[str, Any]:
    return {"version": version(name), "errors": errors, "warnings": warnings}
