"""Kinds of event are city data: read with every fault named, loaded, and written out again."""

from dataclasses import replace
from pathlib import Path

import pytest

from kentongan.cities.packs.checking import examine
from kentongan.cities.packs.parts.incidents import MOST_TO_WAIT_FOR
from kentongan.config.watches import WATCHES
from kentongan.incidents.field import MOST_NEAR
from kentongan.incidents.grouping import group_new
from kentongan.incidents.loading import kind_facts, load_kinds
from kentongan.incidents.models import Kind, Step

PACK = min((Path(__file__).parents[2] / "city_packs").iterdir())


@pytest.mark.usefixtures("city")
def test_the_kinds_of_a_pack_are_loaded_and_come_out_the_same() -> None:
    facts, faults = examine(PACK)
    assert faults == []
    assert facts is not None
    assert facts.incidents
    load_kinds(facts.incidents)
    assert kind_facts() == facts.incidents
    first = facts.incidents[0]
    load_kinds([replace(first, steps=first.steps[:1])])
    assert Kind.objects.get(is_active=True).code == first.code
    assert Step.objects.filter(kind__code=first.code, is_active=True).count() == 1
    assert Step.objects.filter(kind__code=first.code).count() == len(first.steps)


WRONG = """kinds:
  - code: a
    name: {id: A, en: A}
    types: [TIDAK-ADA]
    radius: 0
    window: 60
    least: 1
    quiet: 30
    steps:
      - {code: x, text: {id: X, en: X}, owner: {id: X, en: X}}
      - {code: x, text: {id: X, en: X}, owner: {id: X}}
  - code: a
    name: {id: A, en: A}
    types: [TIDAK-ADA]
    radius: 100
    window: 20
    least: 31
    quiet: 30
"""


def test_every_fault_of_a_kind_is_named_with_its_line(tmp_path: Path) -> None:
    for file in PACK.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "incidents.yaml").write_text(WRONG, encoding="utf-8")
    _, faults = examine(tmp_path)
    told = {fault.line for fault in faults if fault.file.endswith("incidents.yaml")}
    assert told >= {2, 5, 7, 8, 11, 12, 14, 17}


def test_the_watch_groups_and_looks_at_more_than_a_kind_may_wait_for() -> None:
    assert group_new in WATCHES
    assert MOST_NEAR > MOST_TO_WAIT_FOR
