"""Official boundaries are believed only after they were judged and measured."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kentongan.cities.packs.boundaries import BoundaryReport, read_boundaries

CODES = {"12.34.01.1001", "12.34.01.1002"}
Judge = Callable[[Any], BoundaryReport]


def _square(west: float, east: float) -> list[list[list[float]]]:
    south, north = -6.01, -6.0
    corners = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return [corners]


def _feature(code: Any, west: float, east: float, key: str = "KODE_KEL") -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": _square(west, east)}
    return {"type": "Feature", "properties": {key: code, "nama": "x"}, "geometry": geometry}


def _two() -> list[dict[str, Any]]:
    return [_feature("12.34.01.1001", 106.0, 106.01), _feature("1234011002", 106.01, 106.02)]


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    def write_and_read(features: Any, **more: Any) -> BoundaryReport:
        path = tmp_path / "areas.geojson"
        data = {"type": "FeatureCollection", "features": features, **more}
        path.write_text(json.dumps(data, indent=1), encoding="utf-8")
        return read_boundaries(path, CODES)

    return write_and_read


def _wrongs(report: BoundaryReport) -> str:
    assert all(each.remedy for each in report.faults)
    assert not (report.faults and report.polygons)
    return " | ".join(each.wrong for each in report.faults)


def test_codes_are_found_under_any_name_and_with_or_without_dots(judge: Judge) -> None:
    report = judge(_two())
    assert report.faults == ()
    assert set(report.polygons) == {*CODES, "12.34.01", "12.34"}
    assert report.square_kilometres == pytest.approx(2.448, abs=0.005)


def test_a_missing_an_unknown_and_a_twofold_code_are_faults(judge: Judge) -> None:
    twice = [_feature("12.34.01.1001", 106.0, 106.01), _feature("12.34.01.1001", 106.1, 106.11)]
    wrongs = _wrongs(judge([*twice, _feature("99.99.99.9999", 106.2, 106.21)]))
    assert "12.34.01.1001 comes twice" in wrongs
    assert "12.34.01.1002 is missing" in wrongs
    assert "'99.99.99.9999' is no kelurahan of this city" in wrongs


def test_a_fault_names_the_line_of_the_code(judge: Judge, tmp_path: Path) -> None:
    report = judge([*_two(), _feature("99.99.99.9999", 106.2, 106.21)])
    lines = (tmp_path / "areas.geojson").read_text(encoding="utf-8").splitlines()
    assert "99.99.99.9999" in lines[report.faults[0].line - 1]


def test_no_codes_at_all_is_one_fault(judge: Judge) -> None:
    report = judge([_feature("Sukamaju", 106.0, 106.01, key="desa")])
    assert "No property holds Kemendagri codes" in _wrongs(report)
    assert "desa, nama" in _wrongs(report)


def test_a_large_overlap_is_a_fault_and_a_sliver_is_measured(judge: Judge) -> None:
    large = [_feature("12.34.01.1001", 106.0, 106.015), _two()[1]]
    assert "overlap by" in _wrongs(judge(large))
    sliver = judge([_feature("12.34.01.1001", 106.0, 106.01001), _two()[1]])
    assert sliver.faults == ()
    (overlap,) = sliver.overlaps
    assert overlap.square_metres == pytest.approx(1.107 * 1105.7, rel=0.01)


def test_a_hole_between_kelurahan_is_measured(judge: Judge) -> None:
    ring = _feature("12.34.01.1001", 106.0, 106.01)
    hole = [[106.004, -6.006], [106.005, -6.006], [106.005, -6.005], [106.004, -6.005]]
    ring["geometry"]["coordinates"].append([*hole, hole[0]])
    report = judge([ring, _two()[1]])
    (gap,) = report.gaps
    assert gap.square_metres == pytest.approx(110.7 * 110.57, rel=0.01)
    assert report.faults == ()


def test_another_reference_system_is_a_fault(judge: Judge) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32748"}}
    assert "another reference system" in _wrongs(judge(_two(), crs=crs))  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (b"{\n\n nonsense", "Not valid JSON"),
        (b"[]", "no GeoJSON FeatureCollection"),
        (b'{"type": "FeatureCollection", "features": []}', "holds no features"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[" * 100_000, "Not valid JSON"),
    ],
)
def test_a_file_of_another_kind_is_a_fault(tmp_path: Path, content: bytes, wrong: str) -> None:
    path = tmp_path / "areas.geojson"
    path.write_bytes(content)
    assert wrong in _wrongs(read_boundaries(path, CODES))


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    assert "is missing" in _wrongs(read_boundaries(tmp_path / "none.geojson", CODES))
