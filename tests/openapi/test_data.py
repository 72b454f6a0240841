"""Open data: what is public, complete and safe to open; what is not, only in counts."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from kentongan.casework.closing import Reason, refuse
from kentongan.measures.balancing import TERMS
from kentongan.openapi.data import streaming
from kentongan.people.models import User
from tests.conftest import ZONE
from tests.openapi.conftest import LAMP, Made

Row = dict[str, str]
SIDES = ("received", *TERMS)


def read(machine: Client, path: str) -> list[Row]:
    answer = machine.get(path)
    assert answer.status_code == 200, answer.content
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode())))


def test_a_public_case_is_one_line_with_its_names_and_its_moment(
    machine: Client, public_case: Made
) -> None:
    case = public_case(words='Lampu "padam",\nlagi')
    machine.post("/open311/v2/requests.json", LAMP)
    (row,) = read(machine, "/data/laporan.csv")
    assert row["id"] == case.reference
    assert (row["service_name"], row["service_group"]) == ("Lampu jalan padam", "Jalan dan air")
    assert (row["kelurahan"], row["kecamatan_code"]) == ("Mawar", "99.71.01")
    assert row["unit"] == "Dinas Perhubungan"
    assert row["words"] == 'Lampu "padam",\nlagi'
    assert row["opened_at"] == case.opened_at.astimezone(ZONE).isoformat(timespec="seconds")
    assert "Siti" not in str(row)


@pytest.mark.parametrize("words", ["=1+1", "+62", "-1", "@SUM(A1)", "  =cmd|' /C calc'!A0"])
def test_no_cell_is_a_formula(machine: Client, public_case: Made, words: str) -> None:
    public_case(words=words)
    (row,) = read(machine, "/data/laporan.csv")
    assert row["words"] == f"'{words.strip()}"


def test_geojson_holds_the_same_points(machine: Client, public_case: Made) -> None:
    assert json.loads(machine.get("/data/laporan.geojson").getvalue())["features"] == []
    words = 'Kata "kutip" \\ dan\nbaris \u2028 😀'
    one, other = public_case(words=words), public_case(code="KTP-01")
    found = json.loads(machine.get("/data/laporan.geojson").getvalue())
    assert [feature["id"] for feature in found["features"]] == [one.reference, other.reference]
    assert found["features"][0]["geometry"]["coordinates"] == [106.6121, -6.1912]
    assert found["features"][1]["geometry"]["coordinates"] == [106.61, -6.19]
    assert found["features"][0]["properties"]["words"].replace("\u2028", "") == words.replace(
        "\u2028", ""
    )


def test_days_and_a_kecamatan_narrow_the_file(machine: Client, public_case: Made) -> None:
    old = public_case(at=timezone.now() - timedelta(days=40))
    public_case()
    day = (timezone.now() - timedelta(days=20)).date().isoformat()
    assert [row["id"] for row in read(machine, f"/data/laporan.csv?to={day}")] == [old.reference]
    assert len(read(machine, f"/data/laporan.csv?from={day}")) == 1
    assert len(read(machine, "/data/laporan.csv?kecamatan=99.71.01")) == 2
    assert read(machine, "/data/laporan.csv?kecamatan=99.71.02") == []


@pytest.mark.parametrize("query", ["from=kemarin", "to=0001-01-01", "kecamatan=1", "from=%00"])
def test_a_filter_that_means_nothing_is_refused(machine: Client, query: str) -> None:
    assert machine.get(f"/data/laporan.csv?{query}").status_code == 422


def test_the_tally_counts_everything_and_adds_up(
    machine: Client, public_case: Made, operator: User
) -> None:
    refuse(public_case(), Reason.UNFOUNDED, "Tidak ada.", by=operator, at=timezone.now())
    machine.post("/open311/v2/requests.json", LAMP)
    machine.post("/open311/v2/requests.json", {**LAMP, "service_code": "KTP-01"})
    machine.post("/open311/test/v2/requests.json", LAMP)
    named, hidden = read(machine, "/data/rekap.csv")
    assert (named["kelurahan"], named["service_code"]) == ("Mawar", "PJU-01")
    counted = [int(named[name]) for name in SIDES]
    assert counted == [2, 1, 0, 0, 1, 0, 0, 0]
    assert (hidden["kelurahan"], hidden["service_code"], hidden["received"]) == ("", "", "1")


def test_the_balance_of_a_past_day_adds_up_under_every_heading(
    machine: Client, public_case: Made, operator: User
) -> None:
    now = timezone.now()
    today = now.astimezone(ZONE).date()
    refused = public_case(at=now - timedelta(days=3))
    public_case(code="KTP-01", at=now - timedelta(days=3))
    public_case(at=now - timedelta(days=1))
    refuse(refused, Reason.UNFOUNDED, "Tidak ada.", by=operator, at=now - timedelta(days=1))
    day = today - timedelta(days=2)
    then, since = (read(machine, f"/data/neraca.csv{q}") for q in (f"?day={day}", ""))
    for row in (*then, *since):
        assert int(row["received"]) == sum(int(row[term]) for term in TERMS)
    assert [(r["received"], r["open"], r["refused"]) for r in then if r["cut"] == "city"] == [
        ("2", "2", "0")
    ]
    assert [(r["received"], r["open"], r["refused"]) for r in since if r["cut"] == "city"] == [
        ("3", "2", "1")
    ]
    assert {row["code"] for row in then if row["cut"] == "type"} == {"", "PJU-01"}
    assert machine.get(f"/data/neraca.csv?day={today}").status_code == 422


def test_services_explain_every_code(machine: Client) -> None:
    rows = {row["service_code"]: row for row in read(machine, "/data/jenis.csv")}
    assert rows["KTP-01"]["is_private"] == "true"


def test_who_leaves_in_the_middle_leaves_nothing_behind(
    machine: Client, public_case: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "PIECE", 1)
    for _ in range(5):
        public_case()
    for _ in range(streaming.AT_ONCE + 1):
        answer = machine.get("/data/laporan.csv")
        pieces = iter(answer.streaming_content)
        assert [len(next(pieces)) > 0 for _ in range(3)][-1]
        answer._resource_closers[0]()  # answer.close() would end the test's own transaction too
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    assert len(read(machine, "/data/laporan.csv")) == 5


def test_more_downloads_than_places_are_asked_to_wait(machine: Client) -> None:
    held = [machine.get("/data/jenis.csv")]
    for _ in range(streaming.AT_ONCE):
        assert streaming._places.acquire(blocking=False)
    try:
        assert machine.get("/data/laporan.csv").status_code == 409
    finally:
        streaming._places.release(streaming.AT_ONCE)
    assert held[0].status_code == 200


def test_metadata_names_every_file_its_licence_and_its_columns(machine: Client) -> None:
    found = machine.get("/data/metadata.json").json()
    paths = [one["distribution"][0]["downloadURL"] for one in found["dataset"]]
    assert "http://testserver/data/laporan.csv" in paths
    assert found["license"].startswith("https://creativecommons.org/licenses/by/4.0")
    columns = [column["name"] for column in found["dataset"][0]["columns"]]
    header = machine.get("/data/laporan.csv").getvalue().decode().splitlines()[0]
    assert header.split(",") == columns


def test_the_page_says_what_there_is(machine: Client) -> None:
    page = machine.get("/data/", headers={"accept": "text/html"}).content.decode()
    assert "/data/laporan.csv" in page
    assert "CC BY 4.0" in page
