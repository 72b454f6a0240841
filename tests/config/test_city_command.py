"""`kentongan city …`, as an operator types it, against a database of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from kentongan.cities.packs.facts import UnitFacts
from kentongan.cities.packs.reading import read
from kentongan.cities.packs.writing import write
from tests.conftest import SHARED_DATA, TEST_DATABASE_URL
from tests.databases import fresh
from tests.example_city import PACK

COMMAND = "import sys; from kentongan.config.cli import main; sys.exit(main())"


@pytest.fixture(scope="module")
def database() -> str:
    """An empty database beside the one of the other tests."""
    return fresh(TEST_DATABASE_URL, "city_command")


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packs") / "contoh"
    write(PACK, folder)
    return folder


def code(unit: UnitFacts) -> str:
    return unit.code


def kentongan(database: str, *words: object) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DATABASE_URL": database}
    line = [sys.executable, "-c", COMMAND, *map(str, words)]
    return subprocess.run(line, env=environment, capture_output=True, text=True, check=False)


def test_a_city_is_checked_added_listed_and_exported_again(
    database: str, pack: Path, tmp_path: Path
) -> None:
    assert "No faults" in kentongan(database, "city", "check", pack).stdout
    added = kentongan(database, "city", "add", pack, "--domain", "contoh.localhost")
    assert (added.returncode, added.stderr) == (0, "")
    assert (
        "contoh\t99.71\tKota Contoh\tcontoh.localhost" in kentongan(database, "city", "list").stdout
    )
    again = kentongan(database, "city", "add", pack)
    assert again.returncode == 1
    assert "already" in again.stderr or "sudah" in again.stderr
    assert kentongan(database, "city", "export", "contoh", tmp_path / "out").returncode == 0
    exported, original = read(tmp_path / "out"), read(pack)
    assert exported.city == original.city
    assert exported.jurisdictions == original.jurisdictions
    assert sorted(exported.units, key=code) == sorted(original.units, key=code)
    assert exported.days == original.days
    assert exported.service_types == original.service_types


def test_a_broken_pack_is_told_with_file_line_and_remedy(
    database: str, pack: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(pack, broken)
    units = broken / "units.yaml"
    units.write_text(units.read_text().replace("reports_to: setda", "reports_to: nobody", 1))
    told = kentongan(database, "city", "check", broken)
    assert told.returncode == 1
    assert "units.yaml:" in told.stderr
    assert "nobody" in told.stderr
    assert "Traceback" not in told.stderr


def test_nothing_of_a_city_is_left_if_adding_it_fails(
    database: str, pack: Path, tmp_path: Path
) -> None:
    clash = tmp_path / "clash"
    shutil.copytree(pack, clash)
    city = clash / "city.yaml"
    city.write_text(city.read_text().replace("slug: contoh", "slug: lain"))
    failed = kentongan(database, "city", "add", clash)
    assert (failed.returncode, "Traceback" in failed.stderr) == (1, False)
    for file in (file for file in clash.rglob("*") if file.is_file()):
        file.write_bytes(file.read_bytes().replace(b"99.71", b"99.72"))
    twice = ("--domain", "lain.localhost") * 2
    failed = kentongan(database, "city", "add", clash, *twice)
    assert (failed.returncode, "Traceback" in failed.stderr) == (1, False)
    assert "twice" in failed.stderr or "dua kali" in failed.stderr
    with psycopg.connect(database) as connection:
        schemas = connection.execute("SELECT nspname FROM pg_namespace").fetchall()
    assert ("lain",) not in schemas


def test_official_boundaries_are_imported_into_a_running_city(database: str) -> None:
    polygons = sorted((SHARED_DATA / "areas" / "kelurahan").glob("36.71*.geojson"))
    if not polygons:
        pytest.skip("the official polygons are not at hand")
    packs = Path(__file__).resolve().parents[2] / "city_packs"
    pack = next(one for one in packs.iterdir() if read(one).city.code == "36.71")
    assert kentongan(database, "city", "add", pack).returncode == 0
    done = kentongan(database, "city", "boundaries", pack.name, polygons[0])
    assert done.returncode == 0, done.stderr
    assert "178.3" in done.stdout
