"""Water levels for everybody: plain words, in both languages, light enough for a poor signal."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kentongan.situation.archiving import body_of
from kentongan.situation.gauges.reading import Reading
from kentongan.situation.gauges.taking import take
from tests.situation.gauges import river
from tests.wall.test_rivers import flows

pytestmark = pytest.mark.usefixtures("city")


def test_everybody_reads_how_high_the_water_is_and_what_it_means(client: Client) -> None:
    flows()
    page = client.get("/tinggi-air/")
    words = page.content.decode()
    assert len(page.content) < 100_000
    assert "Waspada" in words
    assert "Belum ada yang diukur" in words
    english = client.get("/tinggi-air/kota/", {"lang": "en"}).content.decode()
    assert "rising 10 cm an hour" in english
    assert "reaches siaga 2 (150 cm)" in english
    assert client.get("/tinggi-air/lain/").status_code == 404


def test_a_city_without_gauges_says_so(client: Client) -> None:
    assert "Belum ada sungai yang diukur" in client.get("/tinggi-air/").content.decode()


def test_a_siaga_that_still_holds_below_its_limit_says_so(client: Client) -> None:
    feed, now = river(), timezone.now()
    fell = [(40, 90.0), (30, 87.0), (20, 84.0), (10, 81.0), (0, 78.0)]
    told = [Reading("kota", now - timedelta(minutes=minutes), cm) for minutes, cm in fell]
    take(told, feed=feed, body=body_of(b"{}"), received_at=now)
    listed = client.get("/tinggi-air/").content.decode()
    assert "Siaga 3 mulai dari 80 cm" in listed
    assert "turun 18 cm per jam dalam 40 menit terakhir" in listed
    page = client.get("/tinggi-air/kota/", {"lang": "en"}).content.decode()
    assert "has not yet fallen below 75 cm" in page
