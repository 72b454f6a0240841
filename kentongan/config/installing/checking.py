"""Run every check, the tests last; one failure does not hide the next."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from kentongan.config.installing.steps import surroundings

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
    if pytest is not None and not _passes(root, "tests", ("pytest", *pytest)):
        failed.append("tests")
    if failed and failed != ["tests"]:
        print(f"\nFailed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _passes(root: Path, name: str, command: Sequence[str]) -> bool:
    print(f"\n== {name}: {' '.join(command)}", flush=True)
    # A folder of its own: a check must never touch a city's data.
    environment = surroundings(root) | {"KENTONGAN_DATA": str(root / ".venv/check-data")}
    program = root / ".venv/bin" / command[0]
    done = subprocess.run([program, *command[1:]], cwd=root, env=environment, check=False)
    return done.returncode == 0
