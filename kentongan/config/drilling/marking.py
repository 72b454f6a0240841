"""The row of a city that is founded: a real one, or from its first moment on a twin to drill in."""

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from kentongan.cities.models import City
from kentongan.cities.packs.facts import CityFacts


class Drill(NamedTuple):
    """Whose twin a city is, and what is drilled; of none, if it is real."""

    of: City | None = None
    name: str = ""

    def told(self, facts: CityFacts) -> CityFacts:
        """Return what the row says: a twin has a code of its own, its places have the true ones."""
        return replace(facts, code=f"L-{facts.code}") if self.of else facts


NO_DRILL = Drill()


def row(facts: CityFacts, drill: Drill, *, at: datetime) -> City:
    """Return a city that is not written yet."""
    return City(
        schema_name=facts.slug.replace("-", "_"),
        slug=facts.slug,
        code=facts.code,
        name=facts.name,
        added_at=at,
        drill_of=drill.of,
        drill_name=drill.name,
    )
