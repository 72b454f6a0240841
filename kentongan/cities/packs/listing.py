"""The lists of a pack that are tables and no pages."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

from kentongan.cities.packs.parts.neighbourhoods import COLUMNS
from kentongan.cities.packs.place_facts import NeighbourhoodFacts


def neighbourhoods_csv(facts: Iterable[NeighbourhoodFacts]) -> str:
    """neighbourhoods.csv: a row for each RW, and each RT after its RW."""
    text = StringIO(newline="")
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for each in facts:
        where = ["" if angle is None else f"{angle:.6f}" for angle in (each.lat, each.lon)]
        rows.writerow((each.kelurahan, each.rw, each.rt, *where))
    return text.getvalue()
