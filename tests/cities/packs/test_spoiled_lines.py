"""One spoiled line after another: each is named with its file and its remedy."""

from __future__ import annotations

import pytest

from kentongan.cities.packs.checking import check
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
    (TYPES, "binds: forward", "binds: verify", "hold on the same days", "valid_to"),
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
    ("stages.yaml", "level: 5", "level: 6", "There is no stage 6", "1 to 5"),
    ("stages.yaml", "units: [bpbd", "units: [bpbdx", "There is no unit 'bpbdx'", "bpbd"),
    ("stages.yaml", "least: 8", "least: 0", "so of nothing at all", "1 or more"),
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
