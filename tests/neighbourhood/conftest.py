"""A city with an RW 005 and an RT 003 in Mawar, an RW 006 beside it, and one in Melati."""

from collections.abc import Callable

import pytest

from kentongan.casework.models import Case
from kentongan.casework.opening import take_in
from kentongan.cities.packs.place_facts import NeighbourhoodFacts
from kentongan.intake.models import Channel
from kentongan.intake.report import Report
from kentongan.neighbourhood.appointing import appoint_head
from kentongan.neighbourhood.placing import place_all
from kentongan.people.models import Role, User
from kentongan.places.loading_neighbourhoods import load_neighbourhoods
from kentongan.places.models import Neighbourhood, Profile
from kentongan.toolbox.snapshots import forget_all
from tests.casework.test_story import FRIDAY, IN_MAWAR, user

MAWAR, MELATI = "99.71.01.1001", "99.71.01.1002"
WEST, SOUTH, EAST, NORTH = 106.612, -6.192, 106.613, -6.191
RING = [[WEST, SOUTH], [EAST, SOUTH], [EAST, NORTH], [WEST, NORTH], [WEST, SOUTH]]
SQUARE = {"type": "Polygon", "coordinates": [RING]}
LISTED = (
    NeighbourhoodFacts(MAWAR, "005"),
    NeighbourhoodFacts(MAWAR, "005", "003"),
    NeighbourhoodFacts(MAWAR, "006", boundary=SQUARE),
    NeighbourhoodFacts(MELATI, "005"),
)


@pytest.fixture
def listed(city: object) -> dict[tuple[str, str, str], Neighbourhood]:
    """The neighbourhoods, by kelurahan and numbers."""
    load_neighbourhoods(LISTED, is_whole=True)
    rows = Neighbourhood.objects.select_related("kelurahan")
    return {(row.kelurahan.code, row.rw, row.rt): row for row in rows}


@pytest.fixture
def lurah(city: object) -> User:
    return user("lurah", Role.HEAD, MAWAR)


@pytest.fixture
def head(listed: dict[tuple[str, str, str], Neighbourhood], lurah: User) -> User:
    """The head of RW 005 of Mawar."""
    made, _ = appoint_head(listed[MAWAR, "005", ""], "pak.rw", "Pak RW", by=lurah, at=FRIDAY)
    return User.objects.get(pk=made.user_id)


@pytest.fixture
def told(listed: object) -> Callable[..., Case]:
    """A case in Mawar, placed: `told("Lampu mati", address="RT 03/RW 05")`."""

    def make(words: str = "Lampu jalan padam", **more: object) -> Case:
        where = {} if "kelurahan" in more else {"point": IN_MAWAR}
        given = {"service_code": "PJU-01", "channel": Channel.WEB, **where, **more}
        case = take_in(Report(words=words, **given), at=FRIDAY).filing.case  # type: ignore[arg-type]
        place_all([case], at=FRIDAY)
        return case

    return make


@pytest.fixture
def asked(listed: object) -> None:
    """The city lets heads of RT and RW look first."""
    Profile.objects.update(first_gate="neighbour")
    forget_all()
