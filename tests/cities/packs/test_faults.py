"""A broken pack: every fault is named with file, line and remedy, and never a traceback."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kentongan.cities.packs.checking import check
from kentongan.cities.packs.faults import BrokenPack, Fault
from kentongan.cities.packs.reading import read
from kentongan.cities.packs.writing import write
from tests.cities.packs.conftest import Spoil

TYPES = "service_types.yaml"


@pytest.mark.parametrize(
    "file",
    ["city.yaml", "units.yaml", "jurisdictions.csv", TYPES, "calendar.yaml", "SOURCES.md"],
)
def test_a_missing_file_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()
    assert Fault(
        file,
        0,
        "The file is missing",
        f"Add {file}; docs/how-to/copy-to-another-city.md shows how.",
    ) in check(folder)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    (fault,) = check(tmp_path / "nowhere")
    assert fault.wrong == "There is no such folder"


@pytest.mark.parametrize("file", ["city.yaml", "jurisdictions.csv", TYPES, "SOURCES.md"])
def test_bytes_that_are_not_utf_8_are_named_with_their_line(folder: Path, file: str) -> None:
    lines = (folder / file).read_bytes().split(b"\n")
    lines[1] += b" \xe9\xff"
    (folder / file).write_bytes(b"\n".join(lines))
    assert any(
        each.line == 2 and each.file == file and "not UTF-8" in each.wrong for each in check(folder)
    )


@pytest.mark.parametrize("content", ["", "- a\n- b\n", "just words", "\x00", "a: *b", "{" * 50])
@pytest.mark.parametrize("file", ["city.yaml", "units.yaml", TYPES, "demo.yaml"])
def test_a_file_of_quite_another_kind_is_no_traceback(
    folder: Path, file: str, content: str
) -> None:
    (folder / file).write_text(content, encoding="utf-8")
    faults = check(folder)
    if content or file != "demo.yaml":  # an empty play is allowed
        assert any(each.file == file for each in faults)


def test_the_line_of_a_fault_is_the_line_in_the_file(spoil: Spoil) -> None:
    folder = spoil("units.yaml", "reports_to: wali-kota", "reports_to: nobody")
    lines = (folder / "units.yaml").read_text(encoding="utf-8").splitlines()
    (fault,) = [each for each in check(folder) if "'nobody'" in each.wrong]
    assert lines[fault.line - 1].strip() == "- code: setda"


def test_swapped_coordinates_are_recognised(folder: Path) -> None:
    file = folder / "jurisdictions.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    *start, lat, lon = lines[-1].split(",")
    lines[-1] = ",".join([*start, lon, lat])
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (fault,) = check(folder)
    assert fault.wrong == f"lat {float(lon)} and lon {float(lat)} are swapped"
    assert fault.line == len(lines)


def test_units_that_report_in_a_circle_are_named(spoil: Spoil) -> None:
    folder = spoil("units.yaml", "kind: mayor", "kind: mayor\n    reports_to: inspektorat")
    circles = [each for each in check(folder) if "in a circle" in each.wrong]
    assert len(circles) == 2
    assert "wali-kota → inspektorat → wali-kota" in circles[0].wrong


def test_an_orphan_is_named(folder: Path) -> None:
    file = folder / "jurisdictions.csv"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    gone = next(line for line in lines if ",kecamatan," in line)
    file.write_text("".join(line for line in lines if line != gone), encoding="utf-8")
    orphans = [each for each in check(folder) if "is an orphan" in each.wrong]
    assert orphans
    assert all(each.remedy == "Add a row for the parent." for each in orphans)


def test_two_kelurahan_may_not_share_a_centre(folder: Path) -> None:
    file = folder / "jurisdictions.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    lines[-1] = ",".join([*lines[-1].split(",")[:4], *lines[-2].split(",")[4:]])
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    (fault,) = check(folder)
    assert "the same centre" in fault.wrong


def test_all_faults_are_told_at_once(spoil: Spoil, folder: Path) -> None:
    spoil("city.yaml", "zone: ", "zoom: ")
    spoil("units.yaml", "kind: mayor", "")
    spoil("demo.yaml", "role: leader", "role: king")
    (folder / "calendar.yaml").unlink()
    files = {each.file for each in check(folder)}
    assert files >= {"city.yaml", "units.yaml", "demo.yaml", "calendar.yaml"}
    with pytest.raises(BrokenPack) as broken:
        read(folder)
    assert list(broken.value.faults) == check(folder)


def test_promises_may_follow_each_other(spoil: Spoil) -> None:
    old = "        valid_from: 2025-01-01\n      - binds: forward"
    second = """        valid_from: 2025-01-01
        valid_to: 2026-06-30
      - {binds: verify, amount: 2, unit: working_days, source: A decree, valid_from: 2026-07-01}
      - binds: forward"""
    folder = spoil(TYPES, old, second)
    verify = [p for p in read(folder).promised["general"] if p.binds == "verify"]
    assert [promise.amount for promise in verify] == [3, 2]


def _with_own_unit(spoil: Spoil, folder: Path, times: int = 1) -> str:
    facts = read(folder)
    taken = {user.unit for user in facts.demo.users}
    kecamatan = [p.code for p in facts.jurisdictions if p.level == "kecamatan"]
    code = next(each for each in kecamatan if each not in taken)
    units = "".join(
        f"  - code: own-{number}\n    name: {{id: Distrik, en: District}}\n    kind: distrik\n"
        f'    reports_to: setda\n    jurisdiction: "{code}"\n'
        for number in range(times)
    )
    spoil("units.yaml", "governing:", units + "governing:")
    return code


def test_a_typed_unit_takes_the_place_of_the_rule(
    spoil: Spoil, folder: Path, tmp_path: Path
) -> None:
    code = _with_own_unit(spoil, folder)
    facts = read(folder)
    assert [unit.code for unit in facts.units if unit.jurisdiction == code] == ["own-0"]
    below = {p.code for p in facts.jurisdictions if p.parent == code}
    assert {u.reports_to for u in facts.units if u.jurisdiction in below} == {"own-0"}
    write(facts, tmp_path / "again")
    assert read(tmp_path / "again") == facts


def test_two_units_may_not_govern_the_same_place(spoil: Spoil, folder: Path) -> None:
    code = _with_own_unit(spoil, folder, times=2)
    (fault,) = check(folder)
    assert fault.wrong.startswith(f"The unit governing '{code}' stands here twice")


def test_every_type_must_bind_the_gate_and_the_work(spoil: Spoil) -> None:
    folder = spoil(TYPES, "      - binds: verify", "      - binds: first_answer")
    faults = [each for each in check(folder) if "'verify'" in each.wrong]
    assert faults
    assert all(each.file == TYPES and each.line for each in faults)
    assert {each.remedy for each in faults} == {
        "Add it to 'promised' here, or to 'defaults:' above."
    }


def test_the_pace_must_be_whole_numbers_that_grow(spoil: Spoil) -> None:
    folder = spoil(TYPES, "escalate_days: [1, 3, 5]", "escalate_days: [3, 1, 5]")
    (fault,) = check(folder)
    assert fault.remedy == "Write 3 whole numbers that grow: head, secretary, mayor's list."


def test_other_office_hours_may_not_overlap(folder: Path) -> None:
    period = """  - name: {id: Ramadan, en: Ramadan}
    first: 2027-02-08
    last: 2027-03-09
    office_hours: {monday: 08:00-15:00}
    source: A circular
"""
    file = folder / "calendar.yaml"
    file.write_text(f"days: []\nperiods:\n{period}", encoding="utf-8")
    (kept,) = read(folder).periods
    assert kept.office_hours[0].closes.hour == 15
    file.write_text(f"days: []\nperiods:\n{period}{period}", encoding="utf-8")
    assert ["Two periods hold on the same days" in each.wrong for each in check(folder)] == [True]


def test_a_matter_of_oversight_must_go_to_an_inspectorate(folder: Path, tmp_path: Path) -> None:
    facts = read(folder)
    types = tuple(replace(each, matter="oversight") for each in facts.service_types)
    write(replace(facts, service_types=types), tmp_path / "spoiled")
    faults = [each for each in check(tmp_path / "spoiled") if "inspectorate" in each.wrong]
    assert len(faults) == len(types)
    assert {each.file for each in faults} == {TYPES}
