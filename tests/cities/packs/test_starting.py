"""A new city begins with what is known of it, and the checker names the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from kentongan.cities.packs.cells import approximate_cells
from kentongan.cities.packs.checking import check
from kentongan.cities.packs.facts import PackFacts
from kentongan.cities.packs.faults import BrokenPack
from kentongan.cities.packs.starting import start_pack


def test_a_started_pack_lacks_only_its_centres(tmp_path: Path) -> None:
    facts = start_pack("35.78", tmp_path / "new")
    assert facts.city.name == "Kota Surabaya"
    assert facts.city.slug == "surabaya"
    assert facts.city.province == "Jawa Timur"
    faults = check(tmp_path / "new")
    missing = [each for each in faults if each.wrong == "The centre is missing"]
    assert len(missing) == len(facts.jurisdictions)
    assert {each.file for each in faults} == {"city.yaml", "jurisdictions.csv"}
    assert len(faults) == len(missing) + 1


def test_with_centres_a_started_pack_may_be_loaded_and_drawn(
    tmp_path: Path, facts: PackFacts
) -> None:
    rows = [f"{each.code},{each.lat},{each.lon}" for each in facts.jurisdictions]
    (tmp_path / "centres.csv").write_text("\n".join(["code,lat,lon", *rows]), encoding="utf-8")
    code = facts.city.code
    new = start_pack(code, tmp_path / "new", centres=tmp_path / "centres.csv")
    assert check(tmp_path / "new") == []
    assert {each.code for each in new.jurisdictions} == {each.code for each in facts.jurisdictions}
    assert len(approximate_cells(new.jurisdictions)) == len(facts.jurisdictions)


def test_a_kabupaten_of_the_same_name_gets_a_folder_of_its_own(tmp_path: Path) -> None:
    kota, kabupaten = (start_pack(code, tmp_path / code) for code in ("32.71", "32.01"))
    assert (kota.city.slug, kabupaten.city.slug) == ("bogor", "kab-bogor")
    assert kabupaten.governing[-1].name["id"] == "Desa {name}"


@pytest.mark.parametrize("code", ["99.99", "35", "35.78.01", "", "Surabaya"])
def test_an_unknown_code_is_told(tmp_path: Path, code: str) -> None:
    with pytest.raises(BrokenPack, match="is no kabupaten or kota"):
        start_pack(code, tmp_path / "new")


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "precious.txt").touch()
    with pytest.raises(BrokenPack, match="The folder is not empty"):
        start_pack("35.78", tmp_path)


@pytest.mark.parametrize("content", [b"kode,x\n1,2\n", b"code,lat,lon\n1,a,b\n", b"\xff"])
def test_unreadable_centres_are_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "centres.csv").write_bytes(content)
    with pytest.raises(BrokenPack, match=r"centres\.csv"):
        start_pack("35.78", tmp_path / "new", centres=tmp_path / "centres.csv")
