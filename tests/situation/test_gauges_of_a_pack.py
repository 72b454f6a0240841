"""Gauges are city data: read out of a pack with every fault named, loaded, written out again."""

from pathlib import Path

import pytest

from kentongan.cities.packs.checking import examine
from kentongan.cities.packs.writing import write
from kentongan.situation.gauges.gauge import Gauge
from kentongan.situation.gauges.loading import gauge_facts, load_gauges
from tests.situation.gauges import AT

PACKS = sorted(p for p in (Path(__file__).parents[2] / "city_packs").iterdir() if p.is_dir())
FEED = """feeds:
  - code: tma
    connector: gauges
    name: {id: A, en: A}
    gives: {id: A, en: A}
    address: %s
    grade: partner
    licence: "-"
    attribution: "-"
    every: 60
    fresh: 600
    settings: %s
"""
GOOD = "{gauge: pos, value: tma, measured_at: waktu}"


def pack(folder: Path, **files: str) -> Path:
    for file in PACKS[0].iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
def test_the_gauges_of_a_pack_are_loaded_and_come_out_the_same(
    folder: Path, tmp_path: Path
) -> None:
    facts, faults = examine(folder)
    assert faults == []
    assert facts is not None
    assert facts.gauges
    load_gauges(facts.gauges, at=AT)
    assert gauge_facts() == facts.gauges
    write(facts, tmp_path)
    again, faults = examine(tmp_path)
    assert faults == []
    assert again is not None
    assert again.gauges == facts.gauges
    load_gauges([], at=AT)
    assert not Gauge.objects.filter(is_active=True).exists()


WRONG = """gauges:
  - code: a
    name: {id: A}
    river: Kali
    lat: 106.6
    lon: -6.2
    lowest: 500
    highest: 100
    step: 0
    settle: -1
    fresh: 1
    siaga:
      - level: 3
        means: {id: W, en: W}
        from_cm: 900
      - level: 7
        means: {id: W, en: W}
        from_cm: 80
    source: s
    feed: nirgends
    upstream:
      - {gauge: hilang, minutes: 0}
  - code: a
"""


def test_every_fault_of_a_gauge_is_named_with_its_line(tmp_path: Path) -> None:
    _, faults = examine(pack(tmp_path, gauges=WRONG))
    told = {fault.line for fault in faults if fault.file.endswith("gauges.yaml")}
    assert told >= {2, 3, 5, 7, 9, 10, 11, 12, 16, 22}
    words = " ".join(fault.wrong for fault in faults)
    assert "nirgends" in words
    assert "hilang" in words


def test_water_does_not_run_in_a_circle(tmp_path: Path) -> None:
    one = (PACKS[0] / "gauges.yaml").read_text(encoding="utf-8")
    circle = one.replace(
        "code: cikeas-hulu", "code: cikeas-hulu\n    upstream: [{gauge: p2c, minutes: 9}]"
    )
    circle = circle.replace(
        "{gauge: cileungsi-hulu, minutes: 195}", "{gauge: cikeas-hulu, minutes: 195}"
    )
    _, faults = examine(pack(tmp_path, gauges=circle))
    assert {fault.wrong for fault in faults} == {"The gauge lies upstream of itself"}


MAPPINGS = {
    "no gauge": ("https://a.example/", "{value: v, measured_at: t}"),
    "two": ("https://a.example/", "{gauge: g, only: x, value: v, measured_at: t}"),
    "no value": ("https://a.example/", "{gauge: g, measured_at: t}"),
    "no moment": ("https://a.example/", "{gauge: g, value: v}"),
    "no topics": ("mqtts://a.example", "{gauge: g, value: v}"),
    "stray": ("https://a.example/", "{gauge: g, value: v, measured_at: t, vlaue: v}"),
    "unit": ("https://a.example/", "{gauge: g, value: v, measured_at: t, unit: feet}"),
}


@pytest.mark.parametrize(("address", "told"), MAPPINGS.values(), ids=MAPPINGS.keys())
def test_a_mapping_that_says_too_little_is_a_fault(tmp_path: Path, address: str, told: str) -> None:
    _, faults = examine(pack(tmp_path, feeds=FEED % (address, told)))
    assert len(faults) == 1
    assert (faults[0].file, faults[0].line) == ("feeds.yaml", 2)


def test_a_mapping_that_says_enough_is_none(tmp_path: Path) -> None:
    assert examine(pack(tmp_path, feeds=FEED % ("https://a.example/", GOOD)))[1] == []
