"""The benchmarks are run seldom; here it is asked whether they would still start."""

import ast
import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.source import ROOT

BENCHES = sorted((ROOT / "bench").rglob("*.py"))


def taken(file: Path) -> Iterator[tuple[str, str]]:
    """Yield module and name of what a file imports from the rooms, inside functions, too."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        module = node.module or "" if isinstance(node, ast.ImportFrom) else ""
        if module.partition(".")[0] in {"kentongan", "tests"}:
            yield from ((module, alias.name) for alias in node.names)  # type: ignore[attr-defined]


def is_there(module: str, name: str) -> bool:
    try:
        if hasattr(importlib.import_module(module), name):
            return True
        importlib.import_module(f"{module}.{name}")
    except ImportError:
        return False
    return True


@pytest.mark.parametrize("file", BENCHES, ids=lambda file: file.stem)
def test_what_a_benchmark_imports_from_the_rooms_is_there(file: Path) -> None:
    assert [f"{module}.{name}" for module, name in taken(file) if not is_there(module, name)] == []


def test_a_name_that_is_gone_would_be_seen() -> None:
    assert is_there("kentongan.casework", "opening")
    assert not is_there("kentongan.casework.opening", "take_nothing_in")


@pytest.mark.parametrize("script", ["run.py", "phone.py", "wall_fanout.py", "fan_out.py"])
def test_a_script_starts(script: str) -> None:
    line = [sys.executable, str(ROOT / "bench" / script), "--help"]
    done = subprocess.run(line, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")
