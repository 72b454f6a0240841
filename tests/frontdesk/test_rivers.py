"""Water levels for everybody: plain words, in both languages, light enough for a poor signal."""

import pytest
from django.test import Client

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
