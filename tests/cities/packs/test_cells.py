"""Approximate cells fit together like the real thing, although nobody drew them."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
import shapely
from shapely.geometry import shape

from kentongan.cities.packs.cells import approximate_cells
from kentongan.cities.packs.facts import JurisdictionFacts, PackFacts


def _leaves(facts: PackFacts) -> list[JurisdictionFacts]:
    return [each for each in facts.jurisdictions if each.level == "kelurahan"]


def test_cells_have_neither_gaps_nor_overlaps(facts: PackFacts) -> None:
    cells = approximate_cells(facts.jurisdictions)
    parts = [shape(cells[each.code]) for each in _leaves(facts)]
    assert all(part.is_valid and part.geom_type == "Polygon" for part in parts)
    assert shapely.coverage_is_valid(parts)
    city = shape(cells[facts.city.code])
    assert sum(part.area for part in parts) == pytest.approx(city.area, rel=1e-9)
    assert not [ring for part in shapely.get_parts(city) for ring in part.interiors]


def test_every_centre_lies_in_its_own_cell(facts: PackFacts) -> None:
    cells = approximate_cells(facts.jurisdictions)
    for each in _leaves(facts):
        assert shapely.contains_xy(shape(cells[each.code]), each.lon, each.lat)


def test_a_kecamatan_is_the_union_of_its_kelurahan(facts: PackFacts) -> None:
    cells = approximate_cells(facts.jurisdictions)
    for each in facts.jurisdictions:
        if each.level == "kecamatan":
            below = [shape(cells[leaf.code]) for leaf in _leaves(facts) if leaf.parent == each.code]
            assert shapely.union_all(below).equals(shape(cells[each.code]))


def test_coordinates_have_six_decimals(facts: PackFacts) -> None:
    for cell in approximate_cells(facts.jurisdictions).values():
        for number in shapely.get_coordinates(shape(cell)).ravel():
            assert number == round(number, 6)


def test_the_same_places_give_the_same_cells_in_any_order(facts: PackFacts) -> None:
    shuffled = list(facts.jurisdictions)
    random.Random(7).shuffle(shuffled)
    assert approximate_cells(shuffled) == approximate_cells(facts.jurisdictions)


def test_a_city_is_drawn_in_less_than_a_second(facts: PackFacts) -> None:
    start = time.perf_counter()
    approximate_cells(facts.jurisdictions)
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("count", [1, 2, 3])
def test_even_very_few_kelurahan_get_cells(facts: PackFacts, count: int) -> None:
    few = [replace(each, parent=facts.city.code) for each in _leaves(facts)[:count]]
    city = next(each for each in facts.jurisdictions if each.level == "city")
    cells = approximate_cells([city, *few])
    assert len(cells) == count + 1
    assert shape(cells[city.code]).area > 0


def test_without_kelurahan_there_is_nothing_to_draw() -> None:
    assert approximate_cells([]) == {}
