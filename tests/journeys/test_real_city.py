"""The real complaints of a real city, through the intake, and every count reconciles.

The complaints say their kecamatan, agency, topic and how long it took; where exactly is drawn
by chance inside the real polygons. Their texts are sensitive: nothing here prints them.
"""

import csv
import gzip
import random
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import shapely
from shapely.geometry import shape

from kentongan.casework.closing import Reason, refuse
from kentongan.casework.models import Case
from kentongan.casework.opening import take_in
from kentongan.casework.verifying import verify
from kentongan.catalogue.shelf import shelf
from kentongan.cities.entering import inside, leave
from kentongan.cities.models import City
from kentongan.cities.packs.boundaries import read_boundaries
from kentongan.cities.packs.starting import start_pack
from kentongan.config.founding import found
from kentongan.intake.models import Channel, ServiceRequest
from kentongan.intake.report import Report
from kentongan.journal.models import Entry
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from kentongan.places.loading import load_boundaries
from kentongan.places.models import Jurisdiction, Unit
from kentongan.sorting.suggesting import suggest
from kentongan.toolbox.geometry import Point
from kentongan.toolbox.snapshots import forget_all
from tests.conftest import SHARED_DATA, moment
from tests.settling import settle

CODE = "35.78"
COMPLAINTS = SHARED_DATA / "surabaya" / "train.csv.gz"
POLYGONS = sorted((SHARED_DATA / "areas" / "kelurahan").glob(f"{CODE}*.geojson"))
CENTRES = SHARED_DATA / "areas" / "kelurahan_atribut.csv"
ZONE = ZoneInfo("Asia/Jakarta")
OTHERWISE = "LAIN-01"
EACH = 8
"""Every so manieth complaint: the thousand that are left have all that the eight thousand have."""

pytestmark = pytest.mark.skipif(
    not (COMPLAINTS.exists() and POLYGONS), reason="the real complaints are not at hand"
)


@pytest.fixture
def real_city(db: None, tmp_path: Path) -> Iterator[City]:
    """A city started from its official names and codes, with its real polygons."""
    centres = tmp_path / "centres.csv"
    with CENTRES.open(encoding="utf-8") as given, centres.open("w", newline="") as kept:
        rows = [row for row in csv.DictReader(given) if row["kab_kode"] == CODE]
        writer = csv.writer(kept)
        writer.writerow(["code", "lat", "lon"])
        writer.writerows([row["kode"], row["lat"], row["lon"]] for row in rows)
    pack = start_pack(CODE, tmp_path / "pack", centres=centres)
    leave()
    city = found(pack, domains=["real.localhost"], at=moment("2021-12-31 08:00"))
    with inside(city):
        leaves = Jurisdiction.objects.filter(level=Jurisdiction.Level.KELURAHAN)
        report = read_boundaries(POLYGONS[0], set(leaves.values_list("code", flat=True)))
        assert not report.faults
        load_boundaries(report.polygons, are_approximate=False)
        forget_all()
        yield city
    forget_all()


def test_real_complaints_are_all_received_and_every_count_reconciles(real_city: City) -> None:
    with gzip.open(COMPLAINTS, "rt", encoding="utf-8") as file:
        complaints = list(csv.DictReader(file))[::EACH]
    gate = _somebody("gate", _secretariat(), Role.ADMINISTRATOR)
    inspector = _somebody("inspector", directory().inspectorate, Role.HEAD)
    draw = _places_by_kecamatan(random.Random(35))
    expected: Counter[tuple[str, str]] = Counter()
    for number, complaint in enumerate(complaints):
        at = datetime.fromisoformat(complaint["created"]).replace(tzinfo=ZONE)
        place, point = draw(complaint["kecamatan"])
        case = take_in(_report(complaint, point), at=at).filing.case
        assert case.jurisdiction.code == place
        whoever = inspector if case.is_oversight else gate
        expected[place, _end(case, complaint, number, whoever, at)] += 1
    _reconcile(expected, len(complaints))


def _somebody(name: str, unit: Unit | None, role: Role) -> User:
    assert unit
    made = User.objects.add(name, name.title(), None)
    Membership.objects.create(user=made, unit=unit, role=role)
    return made


def _secretariat() -> Unit:
    return next(unit for unit in directory().units.values() if unit.kind == "secretariat")


def _places_by_kecamatan(chance: random.Random) -> Any:
    """A function from a kecamatan's name to a kelurahan code and a point inside it."""
    known = directory()
    leaves: dict[str, list[tuple[str, shapely.Geometry]]] = {}
    for place in known.kelurahan:
        above = known.above(place, "kecamatan")
        assert above is not None
        name = above.name.replace(" ", "").lower()
        leaves.setdefault(name, []).append((place.code, shape(place.boundary or {})))

    def draw(kecamatan: str) -> tuple[str, Point]:
        (name,) = get_close_matches(kecamatan.replace(" ", "").lower(), leaves, 1)
        code, polygon = chance.choice(leaves[name])
        west, south, east, north = polygon.bounds
        while True:
            lon, lat = chance.uniform(west, east), chance.uniform(south, north)
            if shapely.contains_xy(polygon, lon, lat):
                return code, Point(lat, lon)

    return draw


def _report(complaint: dict[str, str], point: Point) -> Report:
    words = complaint["text_k20"] or complaint["topic"]
    suggested = [kind for kind in suggest(words) if not _asks(kind.code)]
    kind = suggested[0] if suggested else next(k for k in shelf().offered if not _asks(k.code))
    return Report(kind.code, words[:4000], Channel.WEB, point=point)


def _asks(code: str) -> bool:
    kind = shelf().by_code[code]
    return any(question.is_required for question in shelf().questions.get(kind.pk, ()))


def _end(case: Case, complaint: dict[str, str], number: int, gate: User, at: datetime) -> str:
    """Do with it what the city did: no handling time means that it is still open.

    Every fourth of the others is really worked on to its end; the rest would only take longer.
    """
    later = at + timedelta(days=2)
    if not complaint["handling_bucket"]:
        return "open"
    if number % 50 == 0:
        refuse(case, Reason.INCOMPLETE, "Keterangan tidak lengkap.", by=gate, at=later)
        return "refused"
    if number % 4:
        return "open"
    verify(case, is_public=False, public_words="", by=gate, at=at + timedelta(hours=3))
    settle(case, "Sudah ditangani.", by=gate, at=later)
    return "confirmed"


def _reconcile(expected: Counter[tuple[str, str]], received: int) -> None:
    counted: Counter[tuple[str, str]] = Counter()
    rows = Case.objects.values_list("jurisdiction__code", "outcome")
    counted.update((code, outcome or "open") for code, outcome in rows)
    assert counted == expected
    assert sum(counted.values()) == ServiceRequest.objects.count() == received
    assert Entry.objects.filter(kind="request.received").count() == received
    assert Entry.objects.filter(kind="case.opened").count() == received
