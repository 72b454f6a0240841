"""The public map: only what a verifier made public, counted by cell or one by one."""

import h3.api.basic_int as h3
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kentongan.casework.models import Case
from kentongan.casework.opening import take_in
from kentongan.casework.pointing import Asked, clusters, parent_masks
from kentongan.casework.verifying import verify
from kentongan.intake.models import Channel
from kentongan.intake.report import Report
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Box, Point, cell
from tests.conftest import moment

pytestmark = pytest.mark.usefixtures("city")
NOW = moment("2026-03-13 09:00")
EVERYWHERE = "106.5,-6.3,106.8,-6.1"


@pytest.fixture
def operator() -> User:
    user = User.objects.add("alice", "Alice", None)
    unit = directory().unit_by_code["setda"]
    Membership.objects.create(user=user, unit=unit, role=Role.OPERATOR)
    return user


def told(point: Point, code: str = "PJU-01") -> Case:
    report = Report(code, "Rahasia pelapor", Channel.WEB, point=point)
    return take_in(report, at=NOW).filing.case


def shown(case: Case, by: User, words: str = "Lampu padam") -> Case:
    return verify(case, is_public=True, public_words=words, by=by, at=NOW)


def features(query: str) -> list[dict[str, object]]:
    answer = Client().get(f"/peta/titik.geojson?bbox={EVERYWHERE}&{query}")
    assert answer.status_code == 200
    return answer.json()["features"]


@pytest.mark.parametrize("resolution", range(10))
def test_a_parent_cell_by_bits_is_h3_s_own(resolution: int) -> None:
    keep, fill = parent_masks(resolution)
    for lat, lon in ((-6.18, 106.63), (51.5, -0.1), (-33.9, 151.2)):
        fine = cell(Point(lat, lon))
        assert fine & keep | fill == h3.cell_to_parent(fine, resolution)


def test_a_case_is_on_the_map_only_once_it_is_public(operator: User) -> None:
    case = told(Point(-6.1912, 106.6121))
    assert features("zoom=16") == features("zoom=10") == []
    shown(case, operator)
    (one,) = features("zoom=16")
    assert one["geometry"]["coordinates"] == [106.6121, -6.1912]
    assert one["properties"]["url"] == f"/laporan/{case.reference}/"
    assert one["properties"]["note"] == "Mawar · Lampu padam"
    assert "Rahasia" not in str(one)


def test_a_private_matter_stands_at_the_middle_of_its_kelurahan(operator: User) -> None:
    shown(told(Point(-6.1912, 106.6121), "KTP-01"), operator)
    (one,) = features("zoom=16")
    assert one["geometry"]["coordinates"] == [106.61, -6.19]


def test_far_away_cases_are_counted_by_cell(operator: User) -> None:
    for lat in (-6.1912, -6.1913, -6.2110):
        shown(told(Point(lat, 106.6121)), operator)
    counts = sorted(one["properties"]["count"] for one in features("zoom=12.5"))
    assert counts == [1, 2]
    assert sum(c.count for c in clusters(Asked(Box(100, -10, 110, 0), NOW), 3)) == 3


def test_a_box_holds_what_lies_in_it(operator: User) -> None:
    shown(told(Point(-6.1912, 106.6121)), operator)
    answer = Client().get("/peta/titik.geojson?bbox=106.62,-6.3,106.8,-6.1&zoom=16")
    assert answer.json()["features"] == []


def test_type_and_state_narrow_the_map(operator: User) -> None:
    shown(told(Point(-6.1912, 106.6121)), operator)
    assert len(features("zoom=16&jenis=PJU-01&status=open")) == 1
    assert features("zoom=16&jenis=BJR-01") == features("zoom=16&status=closed") == []
    assert len(features("zoom=16&status=late")) == 1  # March has long gone by


def test_the_points_of_a_street_cost_one_statement(operator: User) -> None:
    for n in range(3):
        shown(told(Point(-6.1912, 106.6121 + n / 1000)), operator)
    features("zoom=16")
    for zoom in (10, 16):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            features(f"zoom={zoom}")
        assert len(asked) <= 2


def test_the_map_s_box_is_answered_by_the_index(operator: User) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT 1 FROM casework_case WHERE is_public AND "
            "box(point(106.6, -6.2), point(106.7, -6.1)) @> point(public_lon, public_lat)"
        )
        assert "public_by_point" in str(cursor.fetchall())


@pytest.mark.parametrize(
    "query",
    ["bbox=1,2,3", "bbox=a,b,c,d", "bbox=nan,1,2,3", "bbox=3,3,1,1", "zoom=x", "jenis=XXX"],
)
def test_an_absurd_question_is_refused(query: str) -> None:
    assert Client().get(f"/peta/titik.geojson?{query}").status_code == 422


def test_boundaries_are_fetched_once_and_asked_for_by_etag() -> None:
    first = Client().get("/peta/batas.geojson")
    assert first["Content-Type"] == "application/geo+json"
    body = first.json()
    assert {one["properties"]["level"] for one in body["features"]} >= {"kelurahan"}
    assert all("approximate" in one["properties"] for one in body["features"])
    again = Client().get("/peta/batas.geojson", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_map_speaks_without_a_script(operator: User) -> None:
    shown(told(Point(-6.1912, 106.6121)), operator)
    page = Client().get("/peta/").content.decode()
    assert "<svg" in page
    assert "Mawar" in page
    assert "hanya perkiraan" in page
    assert len(page) < 100_000


def test_a_public_case_has_a_page_that_tells_no_reporter_s_words(operator: User) -> None:
    case = told(Point(-6.1912, 106.6121))
    address = f"/laporan/{case.reference}/"
    assert Client().get(address).status_code == 404
    shown(case, operator)
    page = Client().get(address)
    assert page.status_code == 200
    assert "Lampu padam" in page.content.decode()
    assert "Rahasia pelapor" not in page.content.decode()
    assert "Alice" not in page.content.decode()


def test_the_first_page_shows_what_is_public(operator: User) -> None:
    assert "Belum ada laporan publik" in Client().get("/").content.decode()
    shown(told(Point(-6.1912, 106.6121)), operator)
    page = Client().get("/").content.decode()
    assert "Lampu padam" in page
    assert "112" in page
    assert "Rahasia" not in page
