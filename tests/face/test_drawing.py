"""Maps and lines drawn by the server."""

import xml.etree.ElementTree as ET

from kentongan.face.drawing import boundary_svg
from kentongan.face.sparklines import spark

SQUARE = [[106.5, -6.2], [106.6, -6.2], [106.6, -6.1], [106.5, -6.1], [106.5, -6.2]]


def area(name: str = "Melati", **properties: object) -> dict[str, object]:
    return {
        "properties": {"name": name, "code": "99", "level": "kelurahan", **properties},
        "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
    }


def test_a_map_is_well_formed_and_escapes_what_people_wrote() -> None:
    point = {"lat": -6.15, "lon": 106.55, "state": "late", "label": '"><script>', "url": '/t/"x'}
    drawn = boundary_svg([area("<b>&")], [point], title='"Kota"')
    tree = ET.fromstring(str(drawn))  # noqa: S314 - our own drawing
    assert tree.get("aria-label") == '"Kota"'
    assert "<script>" not in drawn
    assert "<b>" not in drawn


def test_approximate_boundaries_are_marked_so_that_they_are_drawn_dashed() -> None:
    assert 'class="area land approximate"' in boundary_svg([area(approximate=True)])
    assert "approximate" not in boundary_svg([area()])


def test_a_point_lies_inside_the_picture() -> None:
    drawn = str(boundary_svg([area()], [{"lat": -6.15, "lon": 106.55, "state": "open"}], 200, 100))
    assert "translate(100.0 50.0)" in drawn


def test_an_unknown_state_is_drawn_as_open() -> None:
    assert "point-open" in boundary_svg([area()], [{"lat": -6.1, "lon": 106.5, "state": "x"}])


def test_a_map_of_nothing_is_an_empty_box() -> None:
    assert boundary_svg([]).endswith("</svg>")
    assert "path" not in boundary_svg([{"properties": {}, "geometry": None}])


def test_only_kecamatan_are_named_where_there_are_both() -> None:
    drawn = boundary_svg([area("Kelurahan A"), area("Kecamatan B", level="kecamatan")])
    assert "Kecamatan B</text>" in drawn
    assert "Kelurahan A</text>" not in drawn


def test_a_missing_value_is_a_gap_in_the_line_and_not_zero() -> None:
    drawn = str(spark([1, 2, None, None, 3, 4]))
    assert drawn.count("<polyline") == 2
    assert drawn.count('class="gap"') == 1


def test_a_flat_line_and_no_line_can_be_drawn() -> None:
    assert "<polyline" in spark([5, 5, 5])
    assert "<polyline" not in spark([])
    assert "limit-late" in spark([1, 2], limits=[(3, "late")])


def test_areas_named_by_a_key_are_drawn_once_and_points_anew() -> None:
    asked = []

    def areas() -> list[dict[str, object]]:
        asked.append(1)
        return [area()]

    point = {"lat": -6.15, "lon": 106.55, "state": "late"}
    first = boundary_svg(areas, [point], key=("contoh", 1))
    assert boundary_svg(areas, key=("contoh", 1)) != first
    assert boundary_svg(areas, [point], key=("contoh", 1)) == first
    assert len(asked) == 1
    boundary_svg(areas, key=("contoh", 2))
    boundary_svg(areas, key=("contoh", 1), focus="99")
    assert len(asked) == 3


def test_an_enlarged_map_leaves_out_what_it_does_not_show() -> None:
    far = area("Jauh", code="98")
    ring = [[x + 3, y] for x, y in SQUARE]
    far["geometry"] = {"type": "Polygon", "coordinates": [ring]}
    assert "Jauh" not in boundary_svg([area(), far], focus="99")
    assert "Jauh" in boundary_svg([area(), far])


def test_a_name_that_meets_another_is_left_out() -> None:
    drawn = str(boundary_svg([area("Melati"), area("Mawar")]))
    assert "Melati</text>" in drawn
    assert "Mawar</text>" not in drawn


def test_a_name_too_long_for_a_telephone_is_drawn_on_a_desk_only() -> None:
    drawn = str(boundary_svg([area("Nama Panjang Kelurahan")], width=300, height=200))
    assert 'class="area-name roomy"' in drawn
    assert "roomy" not in boundary_svg([area("Melati")], width=300, height=200)


def test_a_name_that_does_not_fit_the_picture_is_left_out() -> None:
    assert "</text>" not in boundary_svg([area("Nama Panjang Kelurahan")], width=150, height=100)
