"""Who looks at the sources and at what holds sees by whom and how old: silence is never zero."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from kentongan.situation.asking import ask_now
from kentongan.situation.feeds import Body, Feed
from kentongan.situation.getting import get
from tests.situation import tidings
from tests.situation.sources import Source, source
from tests.statements import statements

pytestmark = pytest.mark.usefixtures("city")
NOW = datetime.now(UTC)
"""Pages show what holds now, so what is told here begins now."""


@pytest.fixture
def told() -> Iterator[Source]:
    with source() as found:
        found.pages = {
            "/flood": (200, tidings.collection(tidings.area("7", 4))),
            "/cctv": (200, tidings.cameras(last_seen=NOW.isoformat())),
            "/out": (200, outages()),
        }
        names = {"names": {"id": "Banjir", "en": "Floods"}, "fresh_s": 900}
        found.feed("petabencana", "/flood", code="banjir", attribution="Sumber Banjir", **names)
        found.feed("cctv", "/cctv", code="kamera", attribution="Sumber Kamera", order=1)
        found.feed("outages", "/out", code="padam", attribution="Sumber Padam", order=2)
        closed = {"is_active": False, "names": {"id": "Lalu lintas"}, "order": 3}
        found.feed("traffic", "/road", code="jalan", **closed)
        yield found


def outages() -> bytes:
    begins, ends = (f"{NOW + timedelta(hours=n):%F %H:%M}+00:00" for n in (-1, 2))
    return f"id,supply,from,until,places\np1,listrik,{begins},{ends},Kenanga".encode()


def ask(*, ago: timedelta = timedelta()) -> None:
    for feed in Feed.objects.filter(is_active=True):
        ask_now(feed, get, at=NOW - ago)


def page(path: str, client: Client | None = None) -> str:
    answer = (client or Client()).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_holds_is_shown_with_its_source_its_age_and_where(told: Source) -> None:
    ask()
    shown = page("/situasi/")
    for words in ("RW 7", "Mawar", "lebih dari 150 cm", "Sumber Banjir", "Listrik padam", "Kenanga",
                  "https://cctv.contoh.invalid/1", "Sumber Kamera"):  # fmt: skip
        assert words in shown
    assert shown.count("belum ada sumber yang terhubung") == 3  # warnings, quakes, roads
    assert "usang" not in shown
    english = page("/situasi/?lang=en")
    assert "more than 150 cm" in english
    assert "no source is connected" in english


@pytest.mark.parametrize("said", [(500, b""), (200, b"<p>Selamat datang")])
def test_a_source_that_fell_silent_is_shown_as_stale_and_nowhere_as_nothing(
    told: Source, said: tuple[int, bytes]
) -> None:
    ask(ago=timedelta(hours=2))
    assert "usang; terakhir: lebih dari 150 cm" in page("/situasi/")
    told.pages["/flood"] = (200, tidings.collection())
    ask(ago=timedelta(hours=1))
    told.pages = dict.fromkeys(told.pages, said)
    ask(ago=timedelta(minutes=30))
    shown = page("/situasi/")
    assert "tidak diketahui: sumbernya diam" in shown
    assert "Tidak ada wilayah yang dikabarkan tergenang" not in shown
    assert shown.count("usang, terakhir terdengar") == 3
    assert shown.count("tidak menjawab sejak") == 3
    assert "Listrik padam" in shown  # what it said last stays
    assert page("/sumber/").count("tidak menjawab sejak") == 3


def test_nothing_under_water_is_said_only_by_a_source_that_is_heard(told: Source) -> None:
    assert "belum pernah terdengar" in page("/situasi/")
    told.pages["/flood"] = (200, tidings.collection())
    ask()
    assert "Tidak ada wilayah yang dikabarkan tergenang" in page("/situasi/")


def test_a_forecast_is_shown_for_ones_own_kelurahan_as_expected(told: Source) -> None:
    told.pages["/f"] = (200, tidings.forecast(utc_datetime=f"{NOW:%F %T}", weather_desc="Gerimis"))
    told.feed("bmkg_forecast", "/f", code="prakiraan", attribution="Badan Cuaca")
    ask()
    shown = page(f"/situasi/?kelurahan={tidings.MAWAR}")
    assert "Gerimis" in shown
    assert "Perkiraan, bukan hasil pengamatan" in shown
    assert "Badan Cuaca" in shown
    assert "belum ada prakiraan" in page(f"/situasi/?kelurahan={tidings.KENANGA}")
    assert page("/situasi/?kelurahan=<script>").count("<script>") == 0


def test_every_source_says_what_it_gives_and_what_it_answered(told: Source) -> None:
    ask()
    told.pages["/flood"] = (200, b"<p>Rahasia")
    ask()
    listed = page("/sumber/?lang=en")
    assert "Lalu lintas" in listed.partition("Not connected yet")[2]
    one = page("/sumber/banjir/?lang=en")
    digest = Body.objects.order_by("-pk").values_list("digest", flat=True)[0]
    assert digest[:32] in one
    assert "not understood" in one
    assert f"/sumber/banjir/{digest}" not in one
    assert "no JSON" not in one
    assert Client().get("/sumber/tidak-ada/").status_code == 404


def test_the_bytes_are_for_who_may_watch_the_wall_and_come_as_a_file(told: Source) -> None:
    told.pages["/flood"] = (200, b"<script>alert(1)</script>")
    ask()
    digest = Feed.objects.get(code="banjir").fetches.get().body.digest  # type: ignore[union-attr]
    path = f"/sumber/banjir/{digest}"
    assert Client().get(path).status_code == 302
    leader = User.objects.add("pemimpin", "Pemimpin", None)
    unit = directory().unit_by_code["walikota"]
    Membership.objects.create(user=leader, unit_id=unit.pk, role=Role.LEADER)
    client = Client()
    client.force_login(leader)
    assert path in page("/sumber/banjir/", client)
    answer = client.get(path)
    assert answer.content == b"<script>alert(1)</script>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert client.get(f"/sumber/kamera/{digest}").status_code == 404


def test_the_pages_take_few_statements_however_much_is_told(told: Source) -> None:
    many = [tidings.area(str(n), lat=-6.19 + n / 1e5) for n in range(40)]
    told.pages["/flood"] = (200, tidings.collection(*many))
    ask()
    for path, most in (("/situasi/", 8), ("/sumber/", 6), ("/sumber/banjir/", 8)):
        page(path)
        with statements() as sent:
            page(path)
        assert len(sent) <= most, [each.sql[:80] for each in sent]
