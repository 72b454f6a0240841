"""The pages behind the wall: one click from each number to its rows, of now or of any moment."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.utils import timezone

from kentongan.casework.models import Case
from kentongan.casework.overseeing import oversee
from kentongan.incidents.models import Incident
from kentongan.people.models import Membership, Role, User
from kentongan.people.screens import open_screen
from kentongan.places.directory import directory
from kentongan.situation.archiving import body_of
from kentongan.situation.gauges.gauge import Limits
from kentongan.situation.gauges.loading import load_gauges
from kentongan.situation.gauges.reading import Reading
from kentongan.situation.gauges.taking import take
from kentongan.wall.showing import showing
from tests.casework.test_story import IN_MAWAR
from tests.incidents.flooding import Told, group, load, tell
from tests.measures.test_ledger import chief
from tests.situation.gauges import OWN, SIAGA, UPPER, feed

pytestmark = pytest.mark.usefixtures("city")
DOMAINS = (
    *("/wall/keadaan/", "/wall/insiden/", "/wall/alarm/", "/wall/bus/", "/wall/disposisi/"),
    *("/wall/tma/", "/wall/tma/kota/"),
)


class Numbers(HTMLParser):
    """Whether everything that the stream keeps true stands within a link."""

    def __init__(self) -> None:
        super().__init__()
        self.links = 0
        self.inside: list[str] = []
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.links += tag == "a"
        name = told.get("data-n") or told.get("data-source")
        if name is not None:
            (self.inside if self.links else self.outside).append(name)

    def handle_endtag(self, tag: str) -> None:
        self.links -= tag == "a"


@pytest.fixture
def screen() -> Client:
    showing.forget()
    hall = Client()
    hall.get("/wall/", {"perangkat": open_screen("Aula", by=None, at=timezone.now())})
    return hall


@pytest.fixture
def boss() -> Client:
    """Somebody who directs."""
    user = User.objects.add("bos", "Bos", None)
    unit = directory().unit_by_code["setda"]
    Membership.objects.create(user=user, unit=unit, role=Role.LEADER)
    door = Client()
    door.force_login(user, backend="kentongan.people.backend.ByName")
    return door


@pytest.fixture
def flood() -> Incident:
    """Six tell of one water; a gauge stands high, and another has fallen silent."""
    load()
    now = timezone.now()
    tell(Told(now - timedelta(minutes=30), IN_MAWAR, f"Siti: banjir {n}") for n in range(6))
    group(at=now - timedelta(minutes=30))
    source = feed()
    load_gauges((UPPER, OWN), at=now - timedelta(days=2))
    told = [Reading("kota", now - timedelta(minutes=n), 100.0) for n in (50, 40, 30, 20, 10)]
    take(told, feed=source, body=body_of(b"{}"), received_at=now - timedelta(minutes=5))
    return Incident.objects.get()


def page(door: Client, address: str, at: datetime | None = None) -> str:
    answer = door.get(address, {"pada": at.isoformat()} if at else {})
    assert answer.status_code == 200, (address, answer.content)
    return str(answer.content.decode())


def test_every_number_on_the_wall_stands_within_a_link(screen: Client, flood: Incident) -> None:
    found = Numbers()
    found.feed(page(screen, "/wall/"))
    assert len(found.inside) > 30
    # What is said to be unaccounted for has its link beside it.
    assert {name for name in found.outside if not name.endswith(".difference")} == set()


def test_a_screen_opens_every_domain_now_and_then_and_reads_nobodys_name(
    screen: Client, client: Client, flood: Incident
) -> None:
    wall = page(screen, "/wall/")
    own = f"/wall/insiden/{flood.pk}/"
    assert own in wall
    assert 'class="layer gauge soon"' in wall  # siaga 3
    assert 'class="layer gauge stale"' not in wall  # the one upstream has no place of its own
    for address in (*DOMAINS, own):
        assert client.get(address)["Location"].startswith("/masuk/")
        for at in (None, timezone.now() - timedelta(minutes=1)):
            told = page(screen, address, at)
            assert "Siti" not in told, address
            assert ("ULANGAN" in told) == (at is not None), address


def test_an_incident_leads_to_its_cases_and_a_case_back_to_it(
    screen: Client, flood: Incident
) -> None:
    told = page(screen, f"/wall/insiden/{flood.pk}/")
    cases = re.findall(r'href="(/wall/kasus/[0-9A-Z]+/)"', told)
    assert len(cases) == 6
    assert f"/wall/insiden/{flood.pk}/" in page(screen, cases[0])
    case = Case.objects.get(reference=cases[0].split("/")[3])
    oversee(case, "Pungutan.", by=chief(), at=timezone.now())
    assert screen.get(cases[0]).status_code == 404
    assert case.reference not in page(screen, f"/wall/insiden/{flood.pk}/")


def test_who_directs_is_offered_it_and_a_screen_is_not(
    screen: Client, boss: Client, flood: Incident
) -> None:
    case = Case.objects.order_by("pk")[0]
    here = (
        (f"/wall/insiden/{flood.pk}/", f"about=incident&amp;id={flood.pk}&amp;"),
        ("/wall/tma/kota/", "about=gauge&amp;id=kota&amp;"),
        (f"/wall/kasus/{case.reference}/", f"about=case&amp;id={case.reference}&amp;"),
    )
    for address, about in here:
        assert f"/meja/disposisi/baru?{about}" in page(boss, address)
        assert "/meja/disposisi" not in page(screen, address)


def test_a_gauge_is_judged_by_the_siaga_of_the_moment(screen: Client, flood: Incident) -> None:
    now = timezone.now()
    higher = tuple(
        step if step.from_cm is None else type(step)(step.level, step.means, step.from_cm + 200)
        for step in SIAGA
    )
    before = now - timedelta(seconds=1)
    load_gauges((UPPER, replace(OWN, siaga=higher)), at=now)
    assert Limits.objects.filter(gauge__code="kota").count() == 2
    assert "Siaga 3</span>" in page(screen, "/wall/tma/", before)
    assert "Siaga 3</span>" not in page(screen, "/wall/tma/")


def test_the_public_page_has_a_map_and_tells_of_a_past_moment(
    client: Client, flood: Incident
) -> None:
    told = page(client, "/situasi/")
    assert 'class="layer gauge soon"' in told
    assert "/tinggi-air/kota/" in told
    before = page(client, "/situasi/", timezone.now() - timedelta(minutes=20))
    assert 'class="layer gauge stale"' in before  # nothing had been received by then
    assert "Keadaan waktu itu" in before
    assert client.get("/situasi/", {"pada": "kemarin"}).status_code == 422
    assert client.get("/situasi/", {"pada": "1900-01-01T00:00"}).status_code == 422
