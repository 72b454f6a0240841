"""What is withheld on the wall: counted, said to be so, and cut no further."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kentongan.casework.models import Case
from kentongan.casework.opening import take_in
from kentongan.casework.overseeing import oversee
from kentongan.intake.models import Channel
from kentongan.intake.report import Report
from kentongan.people.screens import open_screen
from kentongan.wall.showing import showing
from tests.measures.test_ledger import chief

pytestmark = pytest.mark.usefixtures("city")
LATE = "/wall/baris/?keadaan=lewat&amp;wilayah=dirahasiakan"


@pytest.fixture
def screen() -> Client:
    showing.forget()
    hall = Client()
    hall.get("/wall/", {"perangkat": open_screen("Aula", by=None, at=timezone.now())})
    return hall


def late_case() -> Case:
    at = timezone.now() - timedelta(days=90)
    return take_in(
        Report("BJR-01", "Air", Channel.WEB, kelurahan="99.71.01.1001"), at=at
    ).filing.case


def number(page: str, name: str) -> int:
    found = re.search(rf'data-n="{re.escape(name)}">([0-9]+)<', page)
    assert found, name
    return int(found[1])


def test_kecamatan_and_what_is_withheld_add_up_to_the_headline(screen: Client) -> None:
    late_case()
    whole = screen.get("/wall/").content.decode()
    assert '<tfoot data-any="withheld.open" hidden>' in whole
    oversee(late_case(), "Pungutan.", by=chief(), at=timezone.now())
    showing.forget()
    whole = screen.get("/wall/").content.decode()
    assert '<tfoot data-any="withheld.open">' in whole
    assert LATE in whole
    for state in ("open", "late"):
        parts = re.findall(rf'data-n="(kec\.[0-9.]+\.{state}|withheld\.{state})"', whole)
        assert sum(number(whole, name) for name in parts) == number(whole, state) == 2
    rows = screen.get(LATE.replace("&amp;", "&")).content.decode()
    assert "wilayah dirahasiakan" in rows
    assert rows.count('<tr class="withheld">') == 1
    assert not re.search("BJR|Banjir|Mawar|/wall/kasus/", rows)


@pytest.mark.parametrize(
    "more",
    ["&unit=inspektorat", "&jenis=BJR-01", "&kanal=web", "&hari=2026-01-01", "&kasus=A", "&jam=3"],
)
def test_what_is_withheld_is_cut_no_further(screen: Client, more: str) -> None:
    asked = LATE.replace("&amp;", "&")
    assert screen.get(asked).status_code == 200
    assert screen.get(asked + more).status_code == 404
    assert screen.get("/wall/baris/?wilayah=dirahasiakan").status_code == 404
