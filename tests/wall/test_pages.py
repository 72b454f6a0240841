"""The wall's pages: who may see them, what they say, and that every number opens its rows."""

import re
from collections.abc import Callable
from datetime import UTC, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kentongan.casework.models import Case
from kentongan.casework.opening import take_in
from kentongan.casework.overseeing import oversee
from kentongan.intake.models import Channel
from kentongan.intake.report import Person, Report
from kentongan.people.models import Membership, Role, User
from kentongan.people.screens import close_screen, open_screen
from kentongan.places.directory import directory
from kentongan.stage.deciding import Ruling, decide
from kentongan.stage.loading import load_stages
from kentongan.wall.drawing import around_in
from kentongan.wall.showing import showing
from tests.conftest import ZONE
from tests.stage.town import STAGES

pytestmark = pytest.mark.usefixtures("city")


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    showing.forget()


@pytest.fixture
def screen() -> Client:
    """A screen in the hall that has handed over its token."""
    hall = Client()
    token = open_screen("Aula", by=None, at=timezone.now())
    answer = hall.get("/wall/", {"perangkat": token})
    assert (answer.status_code, answer["Location"]) == (302, "/wall/")
    return hall


def told(code: str = "BJR-01", kelurahan: str = "99.71.01.1001", hours: float = 0.0) -> Case:
    person = Person("Siti Rahasia", "siti@example.org")
    report = Report(code, "Air setinggi lutut", Channel.WEB, kelurahan=kelurahan, person=person)
    return take_in(report, at=timezone.now() - timedelta(hours=hours)).filing.case


def number(page: str, name: str) -> str:
    found = re.search(rf'data-n="{re.escape(name)}">([^<]*)<', page)
    assert found, name
    return found[1]


def test_a_stranger_is_shown_the_way_in_and_a_wrong_token_opens_nothing() -> None:
    assert Client().get("/wall/")["Location"].startswith("/masuk/")
    assert Client().get("/wall/baris/")["Location"].startswith("/masuk/")
    assert Client().get("/wall/", {"perangkat": "guess"}).status_code == 404


def test_a_closed_screen_shows_nothing_more(screen: Client) -> None:
    assert screen.get("/wall/").status_code == 200
    close_screen("Aula", by=None, at=timezone.now())
    assert screen.get("/wall/").status_code == 302


def test_a_user_without_the_act_finds_nothing_there() -> None:
    charlie = User.objects.add("charlie", "Charlie", None)
    door = Client()
    door.force_login(charlie, backend="kentongan.people.backend.ByName")
    assert door.get("/wall/").status_code == 404


def test_an_empty_city_says_so_and_counts_zero(screen: Client) -> None:
    page = screen.get("/wall/").content.decode()
    assert number(page, "open") == "0"
    assert "Tidak ada laporan dalam satu jam terakhir." in page


def test_the_wall_tells_what_is_and_nothing_personal(screen: Client) -> None:
    told()
    told("BJR-01", hours=30)
    page = screen.get("/wall/").content.decode()
    assert (number(page, "open"), number(page, "late")) == ("2", "1")
    assert number(page, "kec.99.71.01.late") == "1"
    assert "Banjir" in page
    assert not re.search("Siti|example.org|lutut", page)
    assert 'http-equiv="refresh" content="60"' in page


def test_every_number_opens_as_many_rows_as_it_says(screen: Client) -> None:
    for hours in (0, 0, 5, 30):
        told(hours=hours)
    told("KTP-01", "99.71.02.1002")
    page = screen.get("/wall/").content.decode()
    links = re.findall(r'<a [^>]*href="(/wall/baris/[^"]*)"[^>]*data-n="[^"]*">(\d+)<', page)
    assert len(links) > 10
    for address, count in links:
        rows = screen.get(address.replace("&amp;", "&")).content.decode()
        assert rows.count("<tr>") - (1 if "<thead>" in rows else 0) == int(count), address
        assert not re.search("Siti|example.org|lutut", rows)


def test_rows_go_on_where_the_page_ended_and_the_equation_holds(screen: Client) -> None:
    references = {told(hours=number / 10).reference for number in range(60)}
    first = screen.get("/wall/baris/?keadaan=terbuka").content.decode()
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following
    second = screen.get("/wall/baris/" + following[1].replace("&amp;", "&")).content.decode()
    seen = re.findall(r">(KC[0-9A-Z]{8})<", first + second)
    assert len(seen) == 60
    assert set(seen) == references
    assert "masuk 60" in first
    assert "tak terhitung" not in first


def test_somebody_who_may_see_cases_can_follow_on_to_the_desk(screen: Client) -> None:
    case = told()
    assert f"/meja/kasus/{case.reference}" not in screen.get("/wall/baris/").content.decode()
    alice = User.objects.add("alice", "Alice", None)
    unit = directory().unit_by_code["setda"]
    Membership.objects.create(user=alice, unit=unit, role=Role.OPERATOR)
    door = Client()
    door.force_login(alice, backend="kentongan.people.backend.ByName")
    assert f"/meja/kasus/{case.reference}" in door.get("/wall/baris/").content.decode()


def test_a_row_leads_on_only_for_those_who_may_open_the_case() -> None:
    theirs, foreign = told(), told("KTP-01", "99.71.02.1002")
    bob = User.objects.add("bob", "Bob", None)
    Membership.objects.create(user=bob, unit=theirs.unit, role=Role.OFFICER)
    door = Client()
    door.force_login(bob, backend="kentongan.people.backend.ByName")
    page = door.get("/wall/baris/").content.decode()
    assert theirs.unit_id != foreign.unit_id
    assert f"/meja/kasus/{theirs.reference}" in page
    assert foreign.reference in page
    assert f"/meja/kasus/{foreign.reference}" not in page


def test_a_day_is_written_as_people_write_it(screen: Client) -> None:
    page = screen.get("/wall/baris/?hari=2026-03-13&ditutup=2026-03-16").content.decode()
    assert "masuk Jum, 13 Mar" in page
    assert "berakhir Sen, 16 Mar" in page


@pytest.mark.parametrize("query", [
    "keadaan=apa", "wilayah=1", "unit=x", "hari=31-12-2026", "jam=24", "jenis=x", "setelah=x~y",
    "setelah=2026-01-01T00:00:00~1", "ditutup=9999-12-31", "ditutup=0001-01-01", "hari=9999-12-31",
    "per=0001-01-01", "jam=" + "1" * 5000,
])  # fmt: skip
def test_a_number_that_is_none_is_a_404(screen: Client, query: str) -> None:
    assert screen.get(f"/wall/baris/?{query}").status_code == 404


def test_an_address_with_a_nul_leads_nowhere(screen: Client) -> None:
    assert screen.get("/laporan/%00/").status_code == 404
    assert screen.get("/wall/baris/?kasus=%00").status_code == 200


def test_opening_the_wall_again_asks_the_database_only_who_is_there(
    screen: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    told()
    screen.get("/wall/")
    with django_assert_max_num_queries(2):  # type: ignore[attr-defined]
        screen.get("/wall/")


def test_a_number_says_how_it_stood_when_a_past_day_ended(screen: Client) -> None:
    told(hours=72)
    told(hours=1)
    now = timezone.now().astimezone(ZONE)
    before = (now - timedelta(days=2)).date()
    page = screen.get(f"/wall/baris/?unit=pupr&per={before}").content.decode()
    assert "masuk 2" in page
    back = page[page.index('id="back"') :]
    assert "masuk 1" in back[: back.index("</p>")]
    assert re.search("keadaan=terbuka[^>]*>[^<]* 1<", back)
    assert screen.get(f"/wall/baris/?per={now.date()}").status_code == 404
    assert screen.get("/wall/baris/?per=kemarin").status_code == 404


def test_a_number_takes_the_same_statements_whatever_the_city_holds(
    screen: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for _ in range(3):
        told()
    for query in ("unit=pupr", "unit=pupr&per=2026-03-01", "kanal=web", "keadaan=tanpa-keberatan"):
        screen.get(f"/wall/baris/?{query}")
        with django_assert_max_num_queries(14):  # type: ignore[attr-defined]
            assert screen.get(f"/wall/baris/?{query}").status_code == 200


def test_a_channel_has_its_equation_too(screen: Client) -> None:
    told()
    page = screen.get("/wall/baris/?kanal=web").content.decode()
    assert "masuk 1" in page
    assert "masuk 0" in screen.get("/wall/baris/?kanal=open311").content.decode()


def test_of_a_matter_of_oversight_the_wall_counts_one_and_tells_nothing(screen: Client) -> None:
    case = told()
    alice = User.objects.add("alice", "Alice", None)
    unit = directory().unit_by_code["setda"]
    Membership.objects.create(user=alice, unit=unit, role=Role.OPERATOR)
    oversee(case, "Diduga pungli.", by=alice, at=timezone.now())
    page = screen.get("/wall/").content.decode()
    assert number(page, "open") == "1"
    assert number(page, "kec.99.71.01.open") == "0"
    assert "Mawar" not in page[page.index("news fit") : page.index("drawn-map")]
    for query in ("unit=pupr", "unit=inspektorat", "wilayah=99.71.01", "jenis=BJR-01"):
        rows = screen.get(f"/wall/baris/?{query}&keadaan=terbuka").content.decode()
        assert case.reference not in rows
        assert "masuk 0" in rows, query
    rows = screen.get(f"/wall/baris/?kasus={case.reference}").content.decode()
    assert "Mawar" not in rows
    assert "masuk 1" not in rows
    whole = screen.get("/wall/baris/").content.decode()
    assert "masuk 1" in whole
    assert not re.search(f"{case.reference}|Mawar|Banjir", whole)


def test_what_is_drawn_for_the_stream_tells_the_time_of_the_city() -> None:
    """No request draws it, so nothing else sets the zone."""
    at = timezone.now()
    load_stages(STAGES, directory().unit_by_code)
    mayor = User.objects.add("wali", "Wali", None)
    unit = directory().unit_by_code["walikota"]
    Membership.objects.create(user=mayor, unit=unit, role=Role.LEADER)
    decide(Ruling(3, "Air naik di hulu", 1), by=mayor, at=at)
    with timezone.override(UTC):
        told = around_in(showing.ask(at), "id")
    assert f"{at.astimezone(ZONE):%H.%M}</span>" in told[told.index("data-stage") :]
