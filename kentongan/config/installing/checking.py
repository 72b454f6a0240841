"""Run every check, the tests last; one failure does not hide the next."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from kentongan.config.installing.steps import surroundings

SLOW = ("alarms", "calls", "contracts", "demo", "journeys", "mailroom", "measures", "transit")
"""Folders of tests that together take as long as all the others: two cores, two halves."""

CHECKS = {
    "style": ("ruff", "check", "."),
    "format": ("ruff", "format", "--check", "."),
    "types": ("mypy",),
    "layers": ("lint-imports",),
    "migrations": ("kentongan", "django", "makemigrations", "--check", "--dry-run"),
}


def check(root: Path, pytest: Sequence[str] | None) -> int:
    """Run the checks and, unless ``pytest`` is None, the tests with these arguments."""
    failed = [name for name, command in CHECKS.items() if not _passes(root, name, command)]
    if pytest is not None and not _tests(root, pytest):
        failed.append("tests")
    if failed and failed != ["tests"]:
        print(f"\nFailed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _tests(root: Path, pytest: Sequence[str]) -> bool:
    """Run the tests asked for; all of them in two halves side by side, each with its database."""
    if pytest:
        return _passes(root, "tests", ("pytest", *pytest))
    tests = (root / "tests").glob("*/**/test_*.py")
    folders = sorted({file.relative_to(root / "tests").parts[0] for file in tests})
    slow, quick = (
        [f"tests/{name}" for name in folders if (name in SLOW) is wanted]
        for wanted in (True, False)
    )
    print("\n== tests: pytest, in two halves; the second is shown when the first has ended")
    with TemporaryFile() as told:
        second = _start(root, ("pytest", *quick), stdout=told)
        first = _start(root, ("pytest", *slow))
        passed = [each.wait() == 0 for each in (first, second)]
        told.seek(0)
        sys.stdout.flush()
        shutil.copyfileobj(told, sys.stdout.buffer)
    return all(passed)


def _passes(root: Path, name: str, command: Sequence[str]) -> bool:
    print(f"\n== {name}: {' '.join(command)}", flush=True)
    return _start(root, command).wait() == 0


def _start(
    root: Path, command: Sequence[str], stdout: IO[bytes] | None = None
) -> "subprocess.Popen[bytes]":
    # A folder of its own: a check must never touch a city's data.
    environment = surroundings(root) | {"KENTONGAN_DATA": str(root / ".venv/check-data")}
    program = root / ".venv/bin" / command[0]
    sys.stdout.flush()
    return subprocess.Popen(
        [program, *command[1:]], cwd=root, env=environment, stdout=stdout, stderr=stdout
    )
