"""The public page of claims: its numbers, their definitions and the rows behind them."""

import csv
import io
from datetime import timedelta
from hashlib import sha256

import pytest
from django.test import Client
from django.utils import timezone

from kentongan.casework.auditing import draw
from kentongan.casework.claiming import claim
from kentongan.casework.confirming import vouch
from kentongan.casework.models import Claim, Draw
from kentongan.measures.claims import claims_report
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from tests.openapi.conftest import Made


@pytest.fixture
def made(public_case: Made) -> list[Claim]:
    """Twelve claims, eleven of them confirmed."""
    claims_report.forget()
    bob = User.objects.add("bob", "Bob", None)
    unit = directory().unit_by_code["dishub"]
    Membership.objects.create(user=bob, unit=unit, role=Role.OFFICER)
    claims = [claim(public_case(), "Sudah.", by=bob, at=timezone.now()) for _ in range(12)]
    for each in claims[1:]:
        voice = each.case.filings.get().service_request
        vouch(voice, at=timezone.now(), satisfaction=5)
    return claims


def read(machine: Client, path: str) -> tuple[str, list[dict[str, str]]]:
    answer = machine.get(path)
    about, _, table = answer.getvalue().decode().partition("\r\n")
    return about, list(csv.DictReader(io.StringIO(table)))


def test_the_page_names_the_rate_its_bounds_and_what_it_rates(
    machine: Client, made: list[Claim]
) -> None:
    page = machine.get("/data/klaim/").content.decode()
    assert "100 %" in page
    assert "80 sampai 100 % dari 11" in page
    assert "terlalu sedikit (0)" in page  # nobody has been sent to look
    assert "Klaim: 12 = 11 dibenarkan + 0 dibantah + 0 tanpa keberatan + 1 menunggu" in page


def test_the_page_of_a_city_where_nothing_was_claimed_says_so(machine: Client) -> None:
    claims_report.forget()
    assert "Belum ada yang diklaim" in machine.get("/data/klaim/").content.decode()


def test_the_numbers_file_says_what_it_is_and_agrees_with_the_rows(
    machine: Client, made: list[Claim]
) -> None:
    about, (city, unit) = read(machine, "/data/klaim-unit.csv")
    assert about.startswith("# Kota Contoh: claims made from")
    assert "CC BY 4.0" in about
    assert (city["unit_code"], unit["unit_code"]) == ("", "dishub")
    about, rows = read(machine, "/data/klaim.csv")
    assert f" until {timezone.localdate()}T" in about
    for state in ("confirmed", "waiting", "disputed"):
        assert int(unit[state]) == len([row for row in rows if row["state"] == state])
    assert (unit["fixed"], unit["fixed_n"], unit["fixed_missing"]) == ("1.0", "11", "1")
    assert float(unit["fixed_low"]) == pytest.approx(0.8026, abs=1e-3)
    assert {row["checks"] for row in rows} == {"no_proof"}
    assert {row["id"] for row in rows} == {each.case.reference for each in made}


def test_a_reader_of_the_rows_can_repeat_the_draw(machine: Client, made: list[Claim]) -> None:
    month = timezone.localdate().replace(day=1)
    draw(month, at=timezone.now() + timedelta(days=40))
    following = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    _, rows = read(machine, f"/data/klaim.csv?from={month}&to={following}")
    lines = [f"{month:%Y-%m}", *(f"{r['claim']} {r['unit_code']} {r['at']}" for r in rows)]
    seed = sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()
    first = min(rows, key=lambda r: sha256(f"{seed}|{r['claim']}".encode()).hexdigest())
    assert (first["drawn_in"], first["seed"]) == (f"{month:%Y-%m}", seed)
    assert Draw.objects.get().claim_id == int(first["claim"])


def test_a_case_that_is_not_public_has_no_name_in_the_rows(
    machine: Client, made: list[Claim]
) -> None:
    case = made[0].case
    case.is_public, case.public_words = False, ""
    case.public_lat = case.public_lon = case.public_cell = None
    case.save()
    _, rows = read(machine, "/data/klaim.csv")
    assert case.reference not in [row["id"] for row in rows]
    assert len(rows) == 12


def test_a_day_that_is_none_is_refused(machine: Client) -> None:
    assert machine.get("/data/klaim.csv?from=kemarin").status_code == 422
