"""`kentongan city neighbourhoods …`: lists of RW and RT, as an operator takes them in."""

import json
from pathlib import Path

from kentongan.cities.packs.reading import read
from tests.config.test_city_command import database, kentongan, pack

__all__ = ["database", "pack"]

LIST = """kelurahan,rw,rt,lat,lon
99.71.01.1001,5,3,-6.1901,106.6101
99.71.01.1001,RW 06,,,
"""


def test_a_list_of_rw_and_rt_is_taken_whole_counted_and_exported(
    database: str, pack: Path, tmp_path: Path
) -> None:
    kentongan(database, "city", "add", pack, "--domain", "contoh.localhost")
    listed = tmp_path / "rt_rw.csv"
    listed.write_text(LIST)
    taken = kentongan(database, "city", "neighbourhoods", "contoh", listed)
    assert "3 RW and RT added, 0 changed, 0 retired" in taken.stdout
    listed.write_text("kelurahan,rw,rt,lat,lon\n99.71.01.1001,005,003,-6.1902,106.6101\n")
    taken = kentongan(database, "city", "neighbourhoods", "contoh", listed)
    assert "0 RW and RT added, 1 changed, 1 retired" in taken.stdout
    assert kentongan(database, "city", "export", "contoh", tmp_path / "out").returncode == 0
    again = read(tmp_path / "out").neighbourhoods
    assert [(each.rw, each.rt, each.lat) for each in again] == [
        ("005", "", None),
        ("005", "003", -6.1902),
    ]


def test_a_faulty_list_of_rw_and_rt_changes_nothing_and_names_each_line(
    database: str, pack: Path, tmp_path: Path
) -> None:
    kentongan(database, "city", "add", pack, "--domain", "contoh.localhost")
    listed = tmp_path / "rt_rw.csv"
    listed.write_text(
        LIST + "99.71.01.1009,7,,,\n99.71.01.1001,5,3,,\n99.71.01.1001,,1,,\n"
        "99.71.01.1001,8,x,,\n99.71.01.1001,9,,106.61,-6.19\n"
    )
    told = kentongan(database, "city", "neighbourhoods", "contoh", listed)
    assert told.returncode == 1
    for line, words in (
        (4, "no kelurahan '99.71.01.1009'"),
        (5, "stands here twice"),
        (6, "'rw' cannot be ''"),
        (7, "'rt' cannot be 'x'"),
        (8, "swapped"),
    ):
        assert any(
            f"rt_rw.csv:{line}: " in one and words in one for one in told.stderr.splitlines()
        )
    outlines = tmp_path / "rw.geojson"
    ring = [[106.60, -6.18], [106.61, -6.18], [106.61, -6.19], [106.60, -6.18]]
    feature = {
        "type": "Feature",
        "properties": {"kelurahan": "9971011001", "rw": 8},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    outlines.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    drawn = kentongan(database, "city", "neighbourhoods", "contoh", outlines)
    assert "1 RW and RT added, 0 changed, 0 retired" in drawn.stdout
