"""A broken pack: every fault is named with file, line and remedy, and never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from kentongan.cities.packs.checking import check
from kentongan.cities.packs.faults import BrokenPack, Fault
from kentongan.cities.packs.reading import read
from tests.cities.packs.conftest import Spoil

TYPES = "service_types.yaml"
FIRST_UNIT = "  - code: wali-kota\n"

# (file, what stands there, what we put instead, the fault's words, a word of its remedy)
SPOILED = [
    ("city.yaml", "zone: Asia/Jakarta", "", "The field 'zone' is missing", "zone: "),
    ("city.yaml", "zone: Asia", "zome: Asia", "Unknown field 'zome'", "Did you mean 'zone'"),
    ("city.yaml", "Asia/Jakarta", "Asia/Jakatra", "no time zone 'Asia/Jakatra'", "'Asia/Jakarta'"),
    ("city.yaml", "slug: ", "slug: 1-", "'slug' has the wrong form", "small letters"),
    ("city.yaml", "slug: ", "slug: a_", "'slug' has the wrong form", "small letters"),
    ("city.yaml", "slug: ", "slug: pg-", "'slug' is a reserved name", "small letters"),
    ("city.yaml", 'code: "', "code: 3", "", ""),
    ("city.yaml", "short: ", "short: toolong", "'short' has the wrong form", "capital letters"),
    ("city.yaml", "lat: -", "lat: ", "lies far from its jurisdictions", "minus"),
    ("city.yaml", "07:30-16:00", "half eight", "'half eight' are no hours", "08:00-16:00"),
    ("city.yaml", "07:30-16:00", "17:30-16:00", "ends before it begins", "Swap"),
    ("city.yaml", "province: ", "province: [a", "Not valid YAML", "quotes"),
    ("city.yaml", "as_of: ", "as_of: 2025-02-30 #", "Not valid YAML", "correct"),
    ("city.yaml", "as_of: ", "as_of: yesterday #", "'as_of' must be a date", "2026-01-31"),
    ("city.yaml", "value: ", "value: about ", "'value' must be a whole number", "whole number"),
    ("units.yaml", FIRST_UNIT, FIRST_UNIT * 2, "", ""),
    ("units.yaml", "code: setda", "code: Setda!", "'code' has the wrong form", "small letters"),
    ("units.yaml", "code: inspektorat", "code: setda", "'setda' stands here twice", "Remove"),
    ("units.yaml", "reports_to: setda", "reports_to: sedta", "no unit 'sedta'", "'setda'"),
    ("units.yaml", "reports_to: parent", "reports_to: parrent", "no unit 'parrent'", "'parent'"),
    ("units.yaml", "Kelurahan {name}", "Kelurahan", "The pattern lacks '{name}'", "Camat"),
    ("units.yaml", "level: kelurahan", "level: village", "'level' cannot be 'village'", "city"),
    ("units.yaml", "{id: Wali Kota, en: Mayor}", "{id: Wali Kota}", "language 'en'", "en: "),
    ("units.yaml", ", en: Mayor}", ", en: M, nl: B}", "no language of this city", "Choose"),
    (TYPES, "group: jalan", "group: jalam", "There is no group 'jalam'", "'jalan'"),
    (TYPES, "route: {unit: ", "route: {unit: x", "There is no unit 'x", ""),
    (TYPES, "route: {unit", "route: {level: city, unit", "either a unit or a level", "route:"),
    (TYPES, "{level: kelurahan}", "{level: city}", "have no governing unit", "governing"),
    (TYPES, "code: JLN-02", "code: JLN-01", "'JLN-01' stands here twice", "Remove"),
    (TYPES, "code: JLN-01", "code: pothole", "'code' has the wrong form", "PJU-01"),
    (
        TYPES,
        "keywords: [",
        "keywords: [a, a]\n    nickname: [",
        "1 keywords are too few",
        "at least 6",
    ),
    (TYPES, "datatype: singlevaluelist", "datatype: string", "although it is no list", "Remove"),
    (TYPES, "datatype: number", "datatype: multivaluelist", "too few options", "two options"),
    (TYPES, "key: sedang", "key: kecil", "same key", "Rename"),
    (TYPES, "code: korban", "code: ukuran", "stands twice in this type", "rename"),
    (TYPES, "amount: 3", "amount: 0", "'amount' must be at least 1", "larger"),
    (TYPES, "unit: working_days", "unit: days", "'unit' cannot be 'days'", "working_days"),
    (TYPES, "binds: answer", "binds: verify", "hold on the same days", "valid_to"),
    (
        TYPES,
        "valid_from: 2025-01-01",
        "valid_to: 2024-01-01\n        valid_from: 2025-01-01",
        "",
        "",
    ),
    (TYPES, "required: true", "required: maybe", "'required' must be true or false", "Write"),
    ("demo.yaml", "service_type: JLN-01", "service_type: JLN-91", "no service type", "JLN-01"),
    ("demo.yaml", "{ukuran:", "{ukuram:", "no question of JLN-01 'ukuram'", "'ukuran'"),
    ("demo.yaml", "role: operator", "role: boss", "'role' cannot be 'boss'", "operator"),
    ("demo.yaml", "kind: answer", "kind: reply", "'kind' cannot be 'reply'", "answer"),
    ("calendar.yaml", "days: []", "days: [3]", "A mapping (name: value) is expected", "field"),
    ("calendar.yaml", "days: []", "days: soon", "'days' must be a list", "begin with '-'"),
    ("jurisdictions.csv", "code,level", "kode,level", "The columns are kode", "code,level"),
    ("jurisdictions.csv", ",kecamatan,", ",distrik,", "'level' cannot be 'distrik'", "kecamatan"),
    ("jurisdictions.csv", ",kelurahan,", ",kecamatan,", "does not fit the level", "Kemendagri"),
    ("jurisdictions.csv", ".1001,kelurahan", ".1002,kelurahan", "stands here twice", "Remove"),
    ("jurisdictions.csv", ",city,,", ",city,99.99,", "The city has a parent", "empty"),
    ("jurisdictions.csv", ",-6.", ",6.x", "not given in numbers", "three decimals"),
    ("jurisdictions.csv", ",-6.", ",-66.", "outside Indonesia", "degrees"),
    ("jurisdictions.csv", ",106.", ",116.", "far from the centre of the city", "minus"),
    ("jurisdictions.csv", ",-6.", ",1,-6.", "7 cells instead of 6", "commas"),
]


@pytest.mark.parametrize(("file", "old", "new", "wrong", "remedy"), SPOILED)
def test_a_spoiled_line_is_named_with_its_remedy(
    spoil: Spoil, file: str, old: str, new: str, wrong: str, remedy: str
) -> None:
    faults = check(spoil(file, old, new))
    assert faults
    found = [each for each in faults if wrong in each.wrong and remedy in each.remedy]
    assert found, faults
    assert any(each.file == file for each in faults)
    assert all(each.remedy for each in faults)


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
    old = "        valid_from: 2025-01-01\n      - binds: answer"
    second = """        valid_from: 2025-01-01
        valid_to: 2026-06-30
      - {binds: verify, amount: 2, unit: working_days, source: A decree, valid_from: 2026-07-01}
      - binds: answer"""
    folder = spoil(TYPES, old, second)
    verify = [p for p in read(folder).service_types[0].promised if p.binds == "verify"]
    assert [promise.amount for promise in verify] == [3, 2]
