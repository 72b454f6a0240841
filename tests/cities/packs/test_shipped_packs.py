"""What we ship holds together and agrees with the sources it names."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from lokal import wilayah

from kentongan.cities.packs.checking import check
from kentongan.cities.packs.facts import PackFacts
from kentongan.cities.packs.reading import read
from kentongan.cities.packs.rule_facts import RuleFacts, Sets
from kentongan.cities.packs.service_facts import USUAL_REPLY
from kentongan.cities.packs.starting import TEMPLATE
from kentongan.cities.packs.writing import write
from tests.cities.packs.conftest import PACKS, ROOT

TAXONOMY = ROOT / ".." / "shared" / "data" / "lapor_taxonomy" / "lapor_categories.csv"


@pytest.mark.parametrize("folder", [*PACKS, TEMPLATE], ids=lambda folder: folder.name)
def test_a_shipped_pack_has_no_faults(folder: Path) -> None:
    assert check(folder) == []


def test_names_and_codes_are_those_of_the_ministry(facts: PackFacts) -> None:
    for place in facts.jurisdictions:
        assert wilayah.wilayah_name(place.code) == place.name
    districts = {each.code for each in wilayah.list_wilayah(facts.city.code)}
    villages = {each.code for code in districts for each in wilayah.list_wilayah(code)}
    ours = {place.code for place in facts.jurisdictions}
    assert ours == {facts.city.code} | districts | villages


def test_every_jurisdiction_below_the_city_has_one_governing_unit(facts: PackFacts) -> None:
    governed = [unit.jurisdiction for unit in facts.units if unit.jurisdiction]
    assert sorted(governed) == sorted(p.code for p in facts.jurisdictions if p.level != "city")


def test_superiors_stand_before_their_subordinates(facts: PackFacts) -> None:
    seen: set[str | None] = {None}
    for unit in facts.units:
        assert unit.reports_to in seen
        seen.add(unit.code)


def test_what_concerns_officials_goes_to_the_inspectorate_and_stays_private(
    facts: PackFacts,
) -> None:
    kinds = {unit.code: unit.kind for unit in facts.units}
    oversight = [each for each in facts.service_types if each.matter == "oversight"]
    assert oversight
    for each in oversight:
        assert each.private
        assert each.route.unit is not None
        assert kinds[each.route.unit] == "inspectorate"


def test_emergencies_are_promised_in_hours_and_tell_whom_to_ring(facts: PackFacts) -> None:
    for each in facts.service_types:
        if each.emergency:
            promised = (*each.promised, *facts.promised["emergency"])
            assert {promise.unit for promise in promised} == {"hours"}
            assert each.hint


def test_enough_types_words_and_play_for_a_demonstration(facts: PackFacts) -> None:
    assert len(facts.service_types) >= 60
    assert len(facts.demo.reports) >= 150
    assert {each.service_type for each in facts.demo.reports} == {
        each.code for each in facts.service_types
    }
    assert {each.role for each in facts.demo.users} >= {
        *("operator", "supervisor", "officer", "head", "leader", "administrator")
    }
    for group in facts.groups:
        of_all = [each for each in facts.demo.answers if not each.service_types]
        kinds = {each.kind for each in of_all if each.group == group.code}
        assert kinds == {"answer", "question", "close"}, group.code


def test_types_are_named_after_the_national_taxonomy(facts: PackFacts) -> None:
    if not TAXONOMY.is_file():
        pytest.skip("The national taxonomy is not here (../shared/data), so nothing to compare.")
    with TAXONOMY.open(encoding="utf-8") as lines:
        pairs = {f"{main} / {sub}" for main, sub in csv.reader(lines)}
    named = [each.national for each in facts.service_types if each.national]
    assert len(named) > 60
    assert set(named) <= pairs


def test_centres_agree_with_the_source_they_name(facts: PackFacts, areas: Path) -> None:
    with (areas / "kelurahan_atribut.csv").open(encoding="utf-8") as lines:
        rows = {row["kode"]: row for row in csv.DictReader(lines)}
    for place in facts.jurisdictions:
        if place.level == "kelurahan":
            row = rows[place.code]
            assert (place.lat, place.lon) == (
                round(float(row["lat"]), 3),
                round(float(row["lon"]), 3),
            )


def test_what_is_written_reads_the_same(facts: PackFacts, tmp_path: Path) -> None:
    write(facts, tmp_path / "pack")
    assert read(tmp_path / "pack") == facts


def test_a_pack_that_sets_no_reply_window_gets_the_usual_one_and_writes_it_down(
    facts: PackFacts, tmp_path: Path
) -> None:
    assert USUAL_REPLY not in facts.promised["general"]
    others = tuple(each for each in facts.promised["general"] if each.binds != "reply")
    write(replace(facts, promised={**facts.promised, "general": others}), tmp_path / "pack")
    found = read(tmp_path / "pack")
    assert found.promised["general"] == (*others, USUAL_REPLY)
    write(found, tmp_path / "again")
    assert read(tmp_path / "again") == found


def test_a_pack_without_rules_writes_every_unit(facts: PackFacts, tmp_path: Path) -> None:
    write(replace(facts, governing=()), tmp_path / "pack")
    assert set(map(repr, read(tmp_path / "pack").units)) == set(map(repr, facts.units))


def test_what_a_city_sets_itself_is_written_and_reads_the_same(
    facts: PackFacts, tmp_path: Path
) -> None:
    others = [name for name in get_args(Sets) if name not in {"objection_days", "session_days"}]
    rules = (
        RuleFacts("objection_days", 14, "Perwal 1", date(2026, 1, 1), date(2026, 6, 30)),
        RuleFacts("objection_days", 21, "Perwal 2", date(2026, 7, 1)),
        RuleFacts("session_days", 0, "Perwal 2", date(2026, 7, 1)),
        *(RuleFacts(name, 7, "Perwal 3", date(2026, 7, 1)) for name in others),
    )
    write(replace(facts, rules=rules), tmp_path / "pack")
    assert read(tmp_path / "pack").rules == rules


def test_writing_again_changes_no_byte(facts: PackFacts, tmp_path: Path) -> None:
    write(facts, tmp_path / "one")
    write(read(tmp_path / "one"), tmp_path / "two")
    for file in sorted((tmp_path / "one").iterdir()):
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()
