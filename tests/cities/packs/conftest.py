"""Packs to test with: the shipped ones, read once, and copies that a test may spoil."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kentongan.cities.packs.facts import PackFacts
from kentongan.cities.packs.reading import read
from kentongan.cities.packs.writing import write

ROOT = Path(__file__).parents[3]
PACKS = sorted(each for each in (ROOT / "city_packs").iterdir() if each.is_dir())
AREAS = ROOT / ".." / "shared" / "data" / "areas"

Spoil = Callable[[str, str, str], Path]


@pytest.fixture(scope="session", params=PACKS, ids=lambda folder: folder.name)
def facts(request: pytest.FixtureRequest) -> PackFacts:
    """Every shipped pack in turn."""
    return read(request.param)


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small cut of the first shipped pack: two kecamatan, three service types."""
    folder = tmp_path_factory.mktemp("packs") / "small"
    write(_cut(read(PACKS[0])), folder)
    return folder


def _cut(facts: PackFacts) -> PackFacts:
    kecamatan = [each.code for each in facts.jurisdictions if each.level == "kecamatan"][:2]
    places = tuple(
        each
        for each in facts.jurisdictions
        if each.level == "city" or each.code.startswith(tuple(kecamatan))
    )
    codes = {place.code for place in places}
    units = tuple(u for u in facts.units if u.jurisdiction is None or u.jurisdiction in codes)
    staff = {unit.code for unit in units}
    types = {"JLN-01", "JLN-02", "ASP-01"}
    demo = replace(
        facts.demo,
        places=tuple(each for each in facts.demo.places if each.jurisdiction in codes),
        reports=tuple(each for each in facts.demo.reports if each.service_type in types),
        answers=tuple(a for a in facts.demo.answers if types.issuperset(a.service_types)),
        users=tuple(each for each in facts.demo.users if each.unit in staff),
    )
    kept = tuple(each for each in facts.service_types if each.code in types)
    knowledge = tuple(each for each in facts.knowledge if types.issuperset(each.service_types))
    cut = replace(facts, jurisdictions=places, units=units, service_types=kept, demo=demo)
    events = tuple(each for each in facts.incidents if types.issuperset(each.types))
    return replace(cut, knowledge=knowledge, incidents=events)


@pytest.fixture
def folder(small: Path, tmp_path: Path) -> Path:
    """A copy of the small pack, to be spoiled."""
    return Path(shutil.copytree(small, tmp_path / "pack"))


@pytest.fixture
def spoil(folder: Path) -> Spoil:
    """Replace the first occurrence of some text in a file of the copy."""

    def change(file: str, old: str, new: str) -> Path:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is no longer in {file}"
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return change


@pytest.fixture(scope="session")
def areas() -> Path:
    if not AREAS.is_dir():
        pytest.skip("The real boundaries are not here (../shared/data/areas), so nothing to check.")
    return AREAS
