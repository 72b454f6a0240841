"""The queue: ordered by deadline, found again by filters, turned page by page, at a fixed price."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kentongan.casework.asking import ask
from kentongan.casework.assigning import assign
from kentongan.casework.closing import Reason, refuse
from kentongan.casework.listing import PAGE_SIZE
from kentongan.casework.models import Case
from kentongan.casework.verifying import verify
from kentongan.catalogue.models import ServiceType
from kentongan.people.models import Role, User
from kentongan.toolbox.geometry import Point
from kentongan.toolbox.snapshots import forget_all
from tests.conftest import moment
from tests.workdesk.conftest import FRIDAY, AddUser, AtDesk, OpenCase

MOST_STATEMENTS = 6
IN_DAHLIA = Point(-6.211, 106.631)
Lamps = Callable[[int], list[Case]]


def shown(client: Client, query: str = "") -> list[str]:
    response = client.get(f"/meja/{query}")
    assert response.status_code == 200, response.content.decode()
    listed = response.content.decode().partition('<ol class="queue">')[2].partition("</ol>")[0]
    return re.findall(r'<span class="id">(\w+)</span>', listed)


def links(client: Client, query: str) -> dict[str, str]:
    page = client.get(f"/meja/{query}").content.decode()
    ends = re.search(r'<p class="ends small">(.*?)</p>', page, re.DOTALL)
    found = dict(re.findall(r'rel="(prev|next)" href="([^"]*)"', page))
    for address in re.findall(r'href="([^"]*)"', ends[1] if ends else ""):
        found["last" if "last=1" in address else "first"] = address
    return {name: address.replace("&amp;", "&") for name, address in found.items()}


def test_the_nearest_deadline_stands_first(alice: User, lamp: OpenCase, at_desk: AtDesk) -> None:
    later, sooner = lamp(at=FRIDAY + timedelta(days=3)), lamp()
    flood = lamp("Air masuk rumah", service_code="BJR-01", at=FRIDAY)
    assert shown(at_desk(alice)) == [c.reference for c in (flood, sooner, later)]


def test_pages_follow_each_other_forth_and_back_even_where_deadlines_are_the_same(
    alice: User, lamps: Lamps, at_desk: AtDesk
) -> None:
    order = [case.reference for case in lamps(2 * PAGE_SIZE + 7)]
    desk = at_desk(alice)
    first = shown(desk)
    assert first == order[:PAGE_SIZE]
    assert set(links(desk, "")) == {"next", "last"}
    second_page = links(desk, "")["next"]
    assert shown(desk, second_page) == order[PAGE_SIZE : 2 * PAGE_SIZE]
    third_page = links(desk, second_page)["next"]
    assert shown(desk, third_page) == order[2 * PAGE_SIZE :]
    assert set(links(desk, third_page)) == {"prev", "first"}
    assert shown(desk, links(desk, third_page)["prev"]) == order[PAGE_SIZE : 2 * PAGE_SIZE]
    last_page = links(desk, "")["last"]
    assert shown(desk, last_page) == order[-PAGE_SIZE:]
    assert shown(desk, links(desk, last_page)["prev"]) == order[-2 * PAGE_SIZE : -PAGE_SIZE]


def test_what_is_done_stands_newest_first(alice: User, lamps: Lamps, at_desk: AtDesk) -> None:
    cases = lamps(PAGE_SIZE + 3)
    for case in cases:
        refuse(case, Reason.UNFOUNDED, "Menyala", by=alice, at=FRIDAY + timedelta(days=9))
    desk, order = at_desk(alice), [case.reference for case in reversed(cases)]
    assert shown(desk) == []
    assert shown(desk, "?status=closed") == order[:PAGE_SIZE]
    assert shown(desk, links(desk, "?status=closed")["next"]) == order[PAGE_SIZE:]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?type=BJR-01", {"flood"}),
        ("?type=BJR-01&status=closed", set()),
        ("?place=99.71.01", {"lamp", "mine"}),
        ("?place=99.71.02.1002", {"flood"}),
        ("?place=99.71", {"lamp", "mine", "flood"}),
        ("?unit=pupr", {"flood"}),
        ("?mine=1", {"mine"}),
        ("?stage=received", {"lamp", "flood"}),
        ("?status=closed", {"done"}),
        ("?status=all", {"lamp", "mine", "flood", "done"}),
        ("?late=1", {"lamp", "mine", "flood"}),
        ("?from=2026-03-14", {"mine"}),
        ("?to=2026-03-13", {"lamp", "flood"}),
        ("?from=2026-03-14&to=2026-03-13", set()),
        ("?q=tetangga", {"flood"}),
        ("?q=kecamatan:selatan", {"flood"}),
        ("?q=kecamatan:utara%20lampunya", {"lamp", "mine"}),
        ("?q=kelurahan:dahlia%20banjir", {"flood"}),
        ("?q=jenis:lampu", {"lamp", "mine"}),
        ("?q=jenis:o", {"lamp", "mine", "flood"}),
        ("?q=kelurahan:a%20jenis:lampu", {"lamp", "mine"}),
        ("?q=unit:dinas", {"lamp", "mine", "flood"}),
        ('?q=jenis:"street lamp"', {"lamp", "mine"}),
        ("?q=unit:perhubungan", {"lamp", "mine"}),
        ("?q=status:semua%20lampu", {"lamp", "mine", "done"}),
        ("?q=nothing:here", set()),
    ],
)
def test_filters_find_what_they_say(
    query: str, found: set[str], alice: User, bob: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    cases = {
        "lamp": lamp(),
        "mine": lamp("Lampu taman", at=FRIDAY + timedelta(days=1)),
        "flood": lamp("Banjir di rumah tetangga", service_code="BJR-01", point=IN_DAHLIA),
        "done": lamp("Lampu lama", at=FRIDAY - timedelta(days=40)),
    }
    verify(cases["mine"], is_public=False, public_words="", by=alice, at=FRIDAY)
    Case.objects.filter(pk=cases["mine"].pk).update(officer=alice)
    refuse(cases["done"], Reason.UNFOUNDED, "Menyala", by=alice, at=FRIDAY)
    assert set(shown(at_desk(alice), query)) == {cases[name].reference for name in found}


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_example_in_the_search_box_finds_every_type_it_fits(
    language: str, alice: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    second = ServiceType.objects.get(code="PJU-01")
    second.pk, second.code = None, "PJU-02"
    second.names = {"id": "Lampu taman padam", "en": "Park lamp out"}
    second.save()
    forget_all()
    both = [lamp(), lamp("Gelap", at=FRIDAY + timedelta(days=1))]
    Case.objects.filter(pk=both[1].pk).update(service_type=second)
    desk = at_desk(alice)
    empty_box = desk.get(f"/meja/?lang={language}").content.decode()
    example = re.search(r'placeholder="[^"]*?(jenis:\w+)', empty_box)
    assert example
    assert shown(desk, f"?q={example[1]}") == [case.reference for case in both]


@pytest.mark.parametrize(
    "query",
    ["?status=lost", "?stage=x", "?type=NONE", "?unit=x", "?place=1", "?from=yesterday",
     "?to=99999-01-01", "?to=9999-12-31", "?q=kecamatan:nowhere", "?q=jenis:gajah",
     "?q=unit:%22%20%22", "?q=status:x"],
)  # fmt: skip
def test_a_filter_that_names_nothing_says_so(query: str, alice: User, at_desk: AtDesk) -> None:
    response = at_desk(alice).get(f"/meja/{query}")
    assert response.status_code == 422
    assert 'id="search-fault"' in response.content.decode()


@pytest.mark.parametrize("mark", ["x", "1.", ".1", "1.2.3", "²3.4", "-1.2", f"{'9' * 17}.1",
                                  f"1.{'9' * 19}", "1 OR 1=1", "%00"])  # fmt: skip
def test_a_mark_nobody_wrote_leads_nowhere(mark: str, alice: User, at_desk: AtDesk) -> None:
    assert at_desk(alice).get(f"/meja/?after={mark}").status_code == 404
    assert at_desk(alice).get(f"/meja/?before={mark}").status_code == 404


def test_a_mark_behind_the_end_shows_an_empty_page(
    alice: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    lamp()
    assert shown(at_desk(alice), f"?after={'9' * 16}.1") == []


def test_a_typed_reference_leads_to_its_case(alice: User, lamp: OpenCase, at_desk: AtDesk) -> None:
    case = lamp()
    typed = f"{case.reference[:2]}-{case.reference[2:6]}-{case.reference[6:]}".lower()
    response = at_desk(alice).get("/meja/", {"q": typed})
    assert response["Location"] == f"/meja/kasus/{case.reference}/"


def test_words_are_found_by_their_stem_and_never_as_a_program(
    alice: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case = lamp("Penerangan jalannya <script>alert(1)</script>")
    desk = at_desk(alice)
    assert shown(desk, "?q=jalan") == [case.reference]
    assert "<script>alert" not in desk.get("/meja/").content.decode()
    for odd in ("'", '"', "a & | ! :*", "\\", "%00x", "x" * 5000):
        assert desk.get("/meja/", {"q": odd}).status_code == 200


def test_everybody_sees_their_own_part(
    add: AddUser, charlie: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case = lamp()
    assert shown(at_desk(charlie), "?status=all") == []
    assert shown(at_desk(add("lurah", Role.HEAD, "99.71.01.1001"))) == [case.reference]
    assert shown(at_desk(add("camat", Role.HEAD, "99.71.02"))) == []


def test_the_numbers_beside_the_queue_count_what_one_sees(
    alice: User, bob: User, charlie: User, lamps: Lamps, at_desk: AtDesk
) -> None:
    first, *_rest = lamps(4)
    verify(first, is_public=False, public_words="", by=alice, at=FRIDAY)
    assign(first, bob, "", by=alice, at=FRIDAY)

    def numbers(user: User) -> list[str]:
        page = at_desk(user).get("/meja/").content.decode()
        return re.findall(r'<span class="num">([\d+]*)</span></a>', page)

    assert numbers(alice) == ["0", "3", "0", "0", "4", "0", "4", ""]
    assert numbers(bob) == ["1", "3", "0", "0", "4", "0", "4", ""]
    assert numbers(charlie) == ["0", "0", "0", "0", "0", "0", "0", ""]


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.HEAD])
def test_a_page_costs_six_statements_whatever_it_holds(
    role: Role, add: AddUser, lamps: Lamps, at_desk: AtDesk
) -> None:
    desk = at_desk(add("dora", role, "99.71.01"))
    costs = set()

    def cost(query: str = "") -> int:
        forget_all()
        desk.get("/meja/")  # builds the snapshots, which every process does once
        with CaptureQueriesContext(connection) as told:
            assert desk.get(f"/meja/{query}").status_code == 200
        return len(told)

    lamps(3)
    costs.add(cost())
    lamps(PAGE_SIZE + 10)
    costs |= {cost(), cost("?last=1"), cost("?status=all"), cost("?q=lampu&late=1")}
    assert len(costs) == 1
    assert costs.pop() <= MOST_STATEMENTS - 2, "a change of city and the data's version come on top"


def test_views_can_be_kept_and_let_go(alice: User, bob: User, at_desk: AtDesk) -> None:
    desk = at_desk(alice)
    kept = desk.post("/meja/saringan", {"name": "Lampu telat", "query": "late=1&q=lampu&after=1.1"})
    assert kept["Location"] == "/meja/?late=1&q=lampu&ok=filter_saved"
    view = alice.saved_filters.get()
    assert "Lampu telat" in desk.get("/meja/").content.decode()
    assert "Lampu telat" not in at_desk(bob).get("/meja/").content.decode()
    assert at_desk(bob).post(f"/meja/saringan/{view.pk}/penghapusan").status_code == 404
    assert desk.post(f"/meja/saringan/{view.pk}/penghapusan").status_code == 303
    assert "Lampu telat" not in desk.get("/meja/").content.decode()


def test_the_sum_of_a_day_ends_at_midnight_in_the_city(
    alice: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case = lamp(at=moment("2026-03-12 23:59"))
    assert shown(at_desk(alice), "?to=2026-03-12") == [case.reference]
    assert shown(at_desk(alice), "?from=2026-03-13") == []


def test_a_row_says_what_its_case_waits_for_and_when_the_deadline_is_for_verifying(
    alice: User, lamps: Lamps, at_desk: AtDesk
) -> None:
    fresh, verified, asked = lamps(3)
    verify(verified, is_public=False, public_words="", by=alice, at=FRIDAY)
    ask(asked, "Tiang nomor berapa?", by=alice, at=FRIDAY)
    page = at_desk(alice).get("/meja/?lang=en").content.decode()
    words = dict(re.findall(r'class="id">(\w+)<.*?</span><span class="small">([^<]*)</span>', page))
    assert {case.reference: words[case.reference] for case in (fresh, verified, asked)} == {
        fresh.reference: "to verify · deadline for verifying",
        verified.reference: "verified",
        asked.reference: "waiting for the reporter",
    }


@pytest.mark.parametrize(
    ("role", "unit", "prominent"),
    [(Role.LEADER, "walikota", True), (Role.ADMINISTRATOR, "setda", True),
     (Role.OFFICER, "dishub", False)],
)  # fmt: skip
def test_the_way_to_the_wall_stands_in_the_navigation(
    role: Role, unit: str, prominent: bool, add: AddUser, at_desk: AtDesk
) -> None:
    page = at_desk(add("wati", role, unit)).get("/meja/").content.decode()
    assert page.count('href="/wall/"') == 1
    assert ('class="room" href="/wall/"' in page) is prominent


def test_what_was_refused_is_closed_and_not_called_done(
    alice: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    refuse(lamp(), Reason.UNFOUNDED, "Menyala", by=alice, at=FRIDAY)
    page = at_desk(alice).get("/meja/?status=closed&lang=en").content.decode()
    assert re.search(r'href="/meja/\?status=closed" aria-current="page">Closed<', page)
