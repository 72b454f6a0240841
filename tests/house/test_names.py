"""A city is data: no Python file knows one by name. Nor do vague names hide what a thing does."""

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import ROOT, modules

PACKS = ROOT / "city_packs"
ORDINARY = frozenset({"kenanga"})
"""Flowers and the like that give a kelurahan its name, and that anybody may write."""
PYTHON = ("kentongan", "bench", "tests", "docs")
VAGUE = re.compile(
    r"(Manager|Helper|Processor|Service|Utils?|Handler|Wrapper)$|^(utils?|helpers?)$"
)


def test_no_python_file_names_a_city_or_a_place_of_one() -> None:
    named = re.compile(rf"(?<![a-z])({'|'.join(map(re.escape, sorted(_names())))})(?![a-z])")
    wrong = [
        f"{path.relative_to(ROOT)}: {found[0]}"
        for path in _python()
        for found in named.finditer(path.read_text(encoding="utf-8").lower())
    ]
    assert wrong == []


def test_the_law_knows_the_cities_that_are_shipped() -> None:
    folders = {folder.name for folder in PACKS.iterdir() if (folder / "city.yaml").exists()}
    assert len(folders) >= 2
    assert folders <= _names()


def test_no_class_hides_behind_a_vague_name() -> None:
    wrong = [
        f"{module.at(node)} {node.name}"
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ClassDef) and VAGUE.search(node.name)
    ]
    assert wrong == []


def test_no_module_hides_behind_a_vague_name() -> None:
    wrong = [m.name for m in modules() if re.match(r"(utils?|helpers?|misc|common)$", m.path.stem)]
    assert wrong == []


def _names() -> set[str]:
    names = set()
    for table in PACKS.glob("*/jurisdictions.csv"):
        names.add(table.parent.name.replace("-", " "))
        with table.open(encoding="utf-8") as lines:
            names |= {row["name"].lower() for row in csv.DictReader(lines)}
    return names - ORDINARY


def _python() -> Iterator[Path]:
    yield ROOT / "run"
    for folder in PYTHON:
        yield from sorted((ROOT / folder).rglob("*.py"))
