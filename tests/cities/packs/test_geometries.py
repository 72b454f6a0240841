"""A geometry that cannot be drawn is a fault and never a traceback."""

from __future__ import annotations

from typing import Any

import pytest

from kentongan.cities.packs.faults import Findings
from kentongan.cities.packs.shaping import shape_of


@pytest.mark.parametrize(
    ("geometry", "wrong"),
    [
        (None, "has no geometry"),
        ({"type": "Point", "coordinates": [106.0, -6.0]}, "is a Point and no polygon"),
        ({"type": "Polygon", "coordinates": []}, "is empty"),
        ({"type": "Polygon", "coordinates": [[[106.0, -6.0]]]}, "cannot be read"),
        ({"type": "Polygon", "coordinates": "none"}, "cannot be read"),
        ({"type": "Polygon"}, "cannot be read"),
        (
            {"type": "Polygon", "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]},
            "outside Indonesia",
        ),
        (
            {
                "type": "Polygon",
                "coordinates": [[[7e5, 9e6], [7e5, 9.1e6], [8e5, 9e6], [7e5, 9e6]]],
            },
            "are no degrees",
        ),
        (
            {"type": "Polygon", "coordinates": [[[-6, 106], [-6, 106.1], [-6.1, 106], [-6, 106]]]},
            "are swapped",
        ),
        (
            {
                "type": "Polygon",
                "coordinates": [[[106, -6], [106.2, -6.2], [106.2, -6], [106, -6.2], [106, -6]]],
            },
            "is not valid: Self-intersection",
        ),
    ],
)
def test_a_geometry_that_cannot_be_drawn_is_a_fault(geometry: Any, wrong: str) -> None:
    findings = Findings()
    assert shape_of("a.geojson", 7, "12.34.01.1001", {"geometry": geometry}, findings) is None
    (fault,) = findings.faults
    assert wrong in fault.wrong
    assert fault.line == 7
    assert fault.remedy
