"""The page of buses at the desk: a timetable is taken in by a form, or turned away with reasons."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from kentongan.people.models import Role
from kentongan.transit.models import LineScore, Version
from kentongan.transit.operators import add_operator
from tests.casework.test_story import user
from tests.statements import statements
from tests.transit import feeds

pytestmark = pytest.mark.usefixtures("city")
PAGE = "/meja/angkutan/"


def at_the_desk(role: Role) -> Client:
    client = Client()
    client.force_login(user("adi", role, "setda"))
    return client


def zipped(folder: Path, **changed: str) -> SimpleUploadedFile:
    tables = {f"{name}.txt": text for name, text in changed.items()}
    raw = feeds.write(folder / "bus.zip", tables).read_bytes()
    return SimpleUploadedFile("bus.zip", raw, "application/zip")


def test_a_timetable_is_taken_in_or_turned_away_with_what_was_found(tmp_path: Path) -> None:
    client = at_the_desk(Role.ADMINISTRATOR)
    typed = {"feed": "bus", "day": "2026-04-01"}
    broken = zipped(tmp_path, trips=feeds.trips().replace("B1,ALL,B1-E0", "B9,ALL,B1-E0"))
    refused = client.post(f"{PAGE}jadwal", {**typed, "file": broken})
    page = refused.content.decode()
    assert refused.status_code == 422
    assert 'id="temuan"' in page
    assert "trips.txt" in page
    assert 'value="2026-04-01"' in page
    assert not Version.objects.exists()
    taken = client.post(f"{PAGE}jadwal", {**typed, "file": zipped(tmp_path)})
    assert taken.status_code == 303
    version = Version.objects.get()
    assert (version.name, version.valid_from) == ("bus.zip", date(2026, 4, 1))
    assert version.imported_by
    assert "bus.zip" in client.get(PAGE).content.decode()
    for wrong in ({"file": ""}, {"feed": "Bus Kota"}, {"day": "besok"}):
        given = {**typed, "file": zipped(tmp_path), **wrong}
        assert client.post(f"{PAGE}jadwal", given).status_code == 422


def test_it_says_who_tells_and_how_promises_were_kept_in_as_many_statements() -> None:
    client = at_the_desk(Role.ADMINISTRATOR)
    now = timezone.now()

    def look() -> tuple[int, str]:
        with statements() as seen:
            page = client.get(PAGE).content.decode()
        return len(seen), page

    def tell(n: int) -> None:
        add_operator(f"bk{n}", f"Bus Kota {n}", by=None, at=now)
        week = date(2026, 3, 2 + 7 * (n % 2))
        told = {"feed": "bus", "line": f"B{n}", "week": week, "computed_at": now}
        LineScore.objects.create(bucket=1, promises=200, kept=183, **told)

    tell(0)
    look()
    few, _ = look()
    for n in range(1, 6):
        tell(n)
    many, page = look()
    assert many == few
    assert "Bus Kota 5" in page
    assert "<b>92" in page.replace(" </b>", "</b>")


def test_it_is_a_404_for_all_others() -> None:
    client = at_the_desk(Role.OPERATOR)
    assert client.get(PAGE).status_code == 404
    assert client.post(f"{PAGE}jadwal", {"feed": "bus"}).status_code == 404
