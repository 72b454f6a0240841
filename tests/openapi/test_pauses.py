"""The public page of pauses: its numbers, and the rows behind them."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from kentongan.casework.models import Pause
from kentongan.casework.pausing import pause, resume
from kentongan.measures.pauses import pauses_report
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from tests.openapi.conftest import Made
from tests.statements import statements


@pytest.fixture
def paused(public_case: Made) -> list[Pause]:
    """Two pauses of one unit, one of them over after a fortnight."""
    pauses_report.forget()
    ayu = User.objects.add("ayu", "Ayu", None)
    unit = directory().unit_by_code["setda"]
    Membership.objects.create(user=ayu, unit=unit, role=Role.OPERATOR)
    at, made = timezone.now() - timedelta(days=15), []
    for _ in range(2):
        case = public_case()
        made.append(pause(case, Pause.Reason.AUTHORITY, "PLN", None, by=ayu, at=at))
    resume(made[0].case, by=ayu, at=at + timedelta(days=14))
    return made


def rows(machine: Client, path: str) -> list[dict[str, str]]:
    _, _, table = machine.get(path).getvalue().decode().partition("\r\n")
    return list(csv.DictReader(io.StringIO(table)))


def test_the_page_names_unit_reason_and_the_working_days_lost(
    machine: Client, paused: list[Pause]
) -> None:
    page = machine.get("/data/jeda/").content.decode()
    assert "menunggu instansi lain" in page
    (line,) = rows(machine, "/data/jeda-unit.csv")
    assert (line["unit_code"], line["begun"], line["running"]) == ("dishub", "2", "1")
    assert 16 <= int(line["working_days"]) <= 22  # twice about ten, by where the weekends fall
    assert f'<td class="r">{line["working_days"]}</td>' in page


def test_the_rows_agree_with_the_numbers_and_show_nobody_s_words(
    machine: Client, paused: list[Pause]
) -> None:
    found = rows(machine, "/data/jeda.csv")
    assert [row["reason"] for row in found] == ["authority"] * 2
    assert len([row for row in found if not row["ended_at"]]) == 1
    assert {row["id"] for row in found} == {each.case.reference for each in paused}
    assert "PLN" not in str(found)


def test_the_page_costs_the_same_however_many_pauses(machine: Client, paused: list[Pause]) -> None:
    machine.get("/data/jeda/")
    pauses_report.forget()
    with statements() as seen:
        machine.get("/data/jeda/")
    assert len([each for each in seen if "casework_pause" in each.sql]) == 1


def test_a_city_without_pauses_says_so(machine: Client) -> None:
    pauses_report.forget()
    assert "Tidak ada tenggat yang dihentikan" in machine.get("/data/jeda/").content.decode()


@pytest.mark.usefixtures("city")
def test_a_span_of_pauses_is_found_by_an_index() -> None:
    rows = Pause.objects.filter(at__gte=timezone.now())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        assert "pauses_begun" in rows.explain()
