"""The wall's pages of rivers: for screens and watchers alone, with every level's evidence."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kentongan.people.screens import open_screen
from kentongan.situation.archiving import body_of
from kentongan.situation.gauges.gauge import Level
from kentongan.situation.gauges.reading import Reading
from kentongan.situation.gauges.taking import take
from tests.situation.gauges import river
from tests.statements import statements

pytestmark = pytest.mark.usefixtures("city")
CALM, SPIKE = b'{"tma": 96}', b'{"tma": 499}'


@pytest.fixture
def screen() -> Client:
    hall = Client()
    hall.get("/wall/", {"perangkat": open_screen("Aula", by=None, at=timezone.now())})
    return hall


def flows() -> None:
    """A river that rises for two hours, with a spike, and a silence the day before."""
    feed, now = river(), timezone.now()
    told = [Reading("kota", now - timedelta(minutes=n), 96 - n / 6) for n in range(120, -1, -10)]
    told += [Reading("kota", now - timedelta(hours=30, minutes=n), 70.0) for n in (0, 10, 20)]
    take(told, feed=feed, body=body_of(CALM), received_at=now)
    spike = Reading("kota", now - timedelta(minutes=5), 499)
    take([spike], feed=feed, body=body_of(SPIKE), received_at=now)


def test_a_stranger_sees_none_of_it(client: Client) -> None:
    flows()
    for path in ("/wall/tma/", "/wall/tma/kota/", "/wall/tma/kota/mentah/1"):
        assert client.get(path).status_code == 302


def test_a_gauge_shows_its_level_its_doubts_its_gaps_and_its_evidence(screen: Client) -> None:
    flows()
    listed = screen.get("/wall/tma/").content.decode()
    assert "Siaga 3" in listed
    assert "tidak ada tinggi terkini" in listed  # the one upstream was never measured
    page = screen.get("/wall/tma/kota/").content.decode()
    assert "naik 10 cm per jam" in page
    assert 'class="doubt"' in page
    assert 'class="gap"' in page
    assert "Dinas Contoh" in page
    level = Level.objects.get(value_cm=499)
    address = f"/wall/tma/kota/mentah/{level.pk}"
    assert address in page
    answer = screen.get(address)
    assert answer.content == SPIKE
    assert answer["Content-Disposition"].startswith("attachment")
    assert screen.get(f"/wall/tma/hulu/mentah/{level.pk}").status_code == 404
    assert screen.get("/wall/tma/lain/").status_code == 404


def test_the_list_costs_the_same_however_much_was_measured(screen: Client) -> None:
    flows()
    screen.get("/wall/tma/")
    with statements() as asked:
        screen.get("/wall/tma/")
    with statements() as again:
        screen.get("/wall/tma/kota/")
    ours = [each for each in asked if "situation_" in each.sql]
    assert len(ours) == 2
    assert len([each for each in again if "situation_" in each.sql]) == 4
