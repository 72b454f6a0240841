"""A matter of oversight, looked for everywhere: as the unit complained about, and as those above.

Every address there is, with every question that could be asked of it, by everybody who is not of
the inspectorate: its reference, its words and its place never come up, and it counts nowhere but
in the city's totals.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

import orjson
import pytest
from django.http.response import HttpResponseBase
from django.test import Client
from django.utils import timezone

from kentongan.casework.assigning import assign
from kentongan.casework.claiming import claim
from kentongan.casework.counting import count_open
from kentongan.casework.joining import join
from kentongan.casework.missing import notice_missed
from kentongan.casework.models import Case
from kentongan.casework.noting import note
from kentongan.casework.opening import take_in
from kentongan.casework.overseeing import oversee
from kentongan.casework.splitting import split
from kentongan.casework.verifying import verify
from kentongan.cities.packs.place_facts import NeighbourhoodFacts
from kentongan.council.grouping import found, place
from kentongan.intake.models import Channel, DataRequest, ServiceRequest
from kentongan.intake.report import Person, Report
from kentongan.intake.wishing import Kind, wish
from kentongan.journal.models import Entry
from kentongan.measures.behind import Number
from kentongan.measures.tallies import open_work
from kentongan.neighbourhood.appointing import appoint_head
from kentongan.neighbourhood.placing import place_all
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from kentongan.places.loading_neighbourhoods import load_neighbourhoods
from kentongan.places.models import Neighbourhood
from kentongan.toolbox.geometry import Point
from kentongan.wall.news import tell
from kentongan.wall.telling import numbers
from tests.journeys.curious import is_heard, watching
from tests.journeys.every_address import Unfillable, addresses, filled

IN_MAWAR = Point(-6.19123, 106.61234)
WEST, SOUTH, EAST, NORTH = 106.612, -6.192, 106.613, -6.191
RING = [[WEST, SOUTH], [EAST, SOUTH], [EAST, NORTH], [WEST, NORTH], [WEST, SOUTH]]
AROUND = {"type": "Polygon", "coordinates": [RING]}
"""The RW in which all of it lies."""
SECRET = "Zulkarnaenlampu"
"""A word of the report, of its address, of what was once public and of every note on it."""
OUTSIDERS = {
    "of the unit complained about": (Role.OFFICER, "dishub"),
    "its head": (Role.HEAD, "dishub"),
    "an operator": (Role.OPERATOR, "setda"),
    "the lurah": (Role.HEAD, "99.71.01.1001"),
    "the camat": (Role.HEAD, "99.71.01"),
    "the leader": (Role.LEADER, "walikota"),
    "the mayor's head": (Role.HEAD, "walikota"),
    "an administrator": (Role.ADMINISTRATOR, "setda"),
    "a supervisor of calls": (Role.SUPERVISOR, "setda"),
    "staff of a council group": (Role.COUNCIL, "setda"),
    "the head of the RW": (Role.NEIGHBOUR, "99.71.01.1001"),
}


class Matter(NamedTuple):
    """What is hidden: the case complained of, one joined to it, and one beside it that is not."""

    case: Case
    joined: Case
    beside: Case


def user(name: str, role: Role, unit: str) -> User:
    made = User.objects.add(name, name.title(), None)
    Membership.objects.create(user=made, unit=directory().unit_by_code[unit], role=role)
    return made


def outsider(who: str) -> User:
    """Somebody who must see nothing; who leads a group or a neighbourhood has theirs."""
    role, unit = OUTSIDERS[who]
    if role == Role.NEIGHBOUR:
        around = Neighbourhood.objects.get()
        lurah = user("lurah", Role.HEAD, unit)
        head, _ = appoint_head(around, "outsider", "Pak RW", by=lurah, at=timezone.now())
        return User.objects.get(pk=head.user_id)
    made = user("outsider", role, unit)
    if role == Role.COUNCIL:
        group = found("merah", "Merah", by=None, at=timezone.now())
        place(made, group, by=None, at=timezone.now())
    return made


def told(words: str, hours: int) -> Case:
    report = Report(
        "PJU-01",
        words,
        Channel.WEB,
        point=IN_MAWAR,
        address=f"Gang {SECRET} 7" if SECRET in words else "",
        person=Person(name="Ani Contoh", email="ani@contoh.example"),
    )
    return take_in(report, at=timezone.now() - timedelta(hours=hours)).filing.case


@pytest.fixture
def matter(city: object) -> Matter:
    """A public case that the unit knew, was given, and claimed; then somebody reads what it is."""
    alice, bob = user("alice", Role.OPERATOR, "setda"), user("bob", Role.OFFICER, "dishub")
    at = timezone.now() - timedelta(hours=1)
    case, joined = told(f"Petugas {SECRET} minta uang", 700), told(f"{SECRET} lagi", 600)
    beside = told("Lampu biasa padam", 500)
    case_voice = case.filings.get().service_request
    join(case, beside, by=alice, at=at - timedelta(minutes=2))
    split(case_voice, by=alice, at=at - timedelta(minutes=1))
    for one in (case, beside):
        words = f"Perihal {SECRET}" if one is case else "Lampu padam"
        verify(one, is_public=True, public_words=words, by=alice, at=at)
        assign(one, bob, "", by=alice, at=at)
    join(joined, case, by=alice, at=at)
    note(case, f"{SECRET} itu siapa?", by=bob, at=at)
    notice_missed(at=at)
    claim(case, f"Sudah, kata {SECRET}", by=bob, at=at)
    oversee(case, f"{SECRET} disebut minta uang", by=alice, at=timezone.now())
    for voice in ServiceRequest.objects.filter(filing__case=case):
        wish(voice, Kind.CORRECT, text=f"Bukan {SECRET}", at=timezone.now())
        wish(voice, Kind.ERASE, words_too=True, at=timezone.now())
    load_neighbourhoods(
        (NeighbourhoodFacts("99.71.01.1001", "006", boundary=AROUND),), is_whole=True
    )
    place_all([case, joined, beside], at=timezone.now())
    for one in (case, joined, beside):
        one.refresh_from_db()
    assert case.unit.code == "inspektorat"
    return Matter(case, joined, beside)


def questions(reference: str) -> Iterator[str]:
    """What might be asked of an address, also of those who do not understand it."""
    box = "bbox=106.5,-6.3,106.8,-6.1&zoom=17"
    yield from (f"q={SECRET}", f"q={reference}", f"q={SECRET}&status=all", "status=closed")
    yield from ("status=all&unit=inspektorat", "mine=1", "late=1", box, "apa=rujukan")
    yield from ("apa=kesampingan", f"kasus={reference}", "unit=inspektorat", "unit=dishub")
    yield from ("wilayah=99.71.01.1001", "jenis=PJU-01", "keadaan=lewat", "extensions=true")
    yield from (f"service_request_id={reference}", "start_date=2020-01-01T00:00:00Z")
    yield from ("place=99.71.01.1001&status=all", "kecamatan=99.71.01")


WITHOUT_CASES = re.compile(
    r"/masuk/|/keluar/|/open311/test/|/open311/.*(services|discovery|openapi)"
)


LISTING = re.compile(r"/$|/(meja|wall|peta|data|open311|laporan)/")
MACHINES = re.compile(r"/open311/|/data/\w+\.")


def walked(case: Case) -> Iterator[str]:
    """Every address but those that hold no case at all."""
    return (each for each in addresses(case) if not WITHOUT_CASES.search(each))


def leaks(browser: Client, matter: Matter) -> list[str]:
    """Every address that tells anything of the case to whoever uses the browser."""
    of_joined = [each for each in walked(matter.joined) if matter.joined.reference in each]
    beside = [each for each in walked(matter.beside) if matter.beside.reference in each]
    pages = [*walked(matter.case), *of_joined, *beside]
    with watching() as looked_for:
        return [page for each in pages for page in leaks_of(browser, matter, each, looked_for)]


def leaks_of(browser: Client, matter: Matter, address: str, looked_for: set[str]) -> Iterator[str]:
    """Ask an address plainly, then whatever it listens to, until it listens to nothing more."""
    looked_for.clear()
    is_plain = matter.case.reference in address or not LISTING.match(address)
    waiting = [] if is_plain else [*questions(matter.case.reference)]
    question: str | None = ""
    while question is not None:
        page = f"{address}?{question}"
        if tells(browser, matter, page):
            yield page
        question = next((each for each in waiting if is_heard(each, looked_for)), None)
        if question is not None:
            waiting.remove(question)


def tells(browser: Client, matter: Matter, address: str) -> bool:
    """Whether the page names the case, or links to it, or says what it is about."""
    response = browser.get(address)
    told = _unasked(_content(response), address)
    for case in (matter.case, matter.joined):
        links = (f"/kasus/{case.reference}/".encode(), f'/{case.reference}/"'.encode())
        is_echo = case.reference in address and not MACHINES.match(address)
        traces: tuple[bytes, ...] = links if is_echo else (case.reference.encode(),)
        if is_echo and response.status_code == 405:  # it leads to the address above the one asked
            traces = ()
        if any(trace in told for trace in (SECRET.encode(), *traces)):
            return True
    return False


def body(browser: Client, address: str) -> bytes:
    return _content(browser.get(address))


def _content(response: HttpResponseBase) -> bytes:
    return response.getvalue() if response.streaming else response.content  # type: ignore[attr-defined]


def _unasked(told: bytes, address: str) -> bytes:
    """The page without the word that was typed, which the search box shows again."""
    typed = (f'value="{SECRET}"', f"q={SECRET}", f"q%3D{SECRET}") if SECRET in address else ()
    for echo in typed:
        told = told.replace(echo.encode(), b"")
    return told


def test_every_role_walks() -> None:
    assert {role for role, _ in OUTSIDERS.values()} == set(Role)


def test_a_route_that_nothing_knows_how_to_fill_stops_the_walk(matter: Matter) -> None:
    with pytest.raises(Unfillable, match="colour"):
        filled("/meja/warna/<str:colour>/", matter.case)
    with pytest.raises(Unfillable, match="pk"):
        filled("/meja/warna/<int:pk>/", matter.case)


@pytest.mark.parametrize("who", [*OUTSIDERS, "anybody"])
def test_no_address_tells_anything_of_it(matter: Matter, who: str) -> None:
    browser = Client()
    if who in OUTSIDERS:
        browser.force_login(outsider(who))
    assert leaks(browser, matter) == []


def test_the_look_would_find_a_case_that_is_not_hidden(matter: Matter) -> None:
    operator, inspector = Client(), Client()
    operator.force_login(user("outsider", *OUTSIDERS["an operator"]))
    shown = matter._replace(case=matter.beside, joined=matter.beside)
    reference = matter.beside.reference
    for address in ("/meja/?", "/data/laporan.csv?", "/wall/baris/?unit=dishub"):
        assert tells(operator, shown, address)
    assert tells(Client(), shown, f"/open311/v2/requests.json?service_request_id={reference}")
    inspector.force_login(user("ina", Role.OFFICER, "inspektorat"))
    assert tells(inspector, matter, "/meja/?")
    assert tells(inspector, matter, f"/meja/kasus/{matter.case.reference}/?")


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nothing_can_be_done_to_it(matter: Matter, who: str) -> None:
    browser = Client()
    browser.force_login(outsider(who))
    own = [each for each in addresses(matter.case) if matter.case.reference in each]
    acts = [each for each in own if re.match("/(meja|rukun|fraksi)/", each)]
    statuses = {address: browser.post(address).status_code for address in acts}
    assert {a: s for a, s in statuses.items() if s not in {404, 405}} == {}


@pytest.mark.parametrize("who", OUTSIDERS)
def test_what_its_reporters_wish_about_their_data_nobody_outside_sees_to(
    matter: Matter, who: str
) -> None:
    browser = Client()
    browser.force_login(outsider(who))
    for wished in DataRequest.objects.all():
        for do in ("yes", "no"):
            form = {"do": do, "answer": "Sudah"}
            assert browser.post(f"/meja/data/{wished.pk}", form).status_code == 404
    assert DataRequest.objects.filter(ended_at=None).count() == 4
    for case in (matter.case, matter.joined):
        case.refresh_from_db()
        assert SECRET in case.words


def test_the_inspectorate_sees_to_the_wishes_and_may_keep_the_evidence(matter: Matter) -> None:
    ina = Client()
    ina.force_login(user("ina", Role.OFFICER, "inspektorat"))
    assert f"Bukan {SECRET}" in body(ina, "/meja/data/").decode()
    of_case = DataRequest.objects.filter(service_request__reference=matter.case.reference)
    for wished, do in (
        (of_case.get(kind=Kind.ERASE), "no"),
        (of_case.get(kind=Kind.CORRECT), "yes"),
    ):
        form = {"do": do, "answer": "Disimpan sebagai bukti"}
        assert ina.post(f"/meja/data/{wished.pk}", form).status_code == 303
    outcomes = of_case.values_list("kind", "outcome")
    assert set(outcomes) == {("erase", "declined"), ("correct", "done")}
    told = of_case[0].service_request
    assert SECRET in told.words
    assert "Disimpan sebagai bukti" in body(Client(), f"/t/{told.spoken_code}/data").decode()


def test_it_counts_in_the_city_alone(matter: Matter) -> None:
    at, known = timezone.now(), directory()
    unit, place = known.unit_by_code["dishub"], known.by_code["99.71.01.1001"]
    work = open_work(at)
    assert (work.city.open, work.units[unit.pk].open) == (2, 1)
    assert work.kelurahan[place.pk].open == 1
    assert work.kecamatan[place.parent_id or 0].open == 1
    assert sum(tally.open for tally in work.units.values()) == 1
    assert sum(tally.open for tally in work.types.values()) == 1
    for cut in ({"unit": unit}, {"place": place}, {"reference": matter.case.reference}):
        assert matter.case not in Number(**cut).rows(at)  # type: ignore[arg-type]
    bob = User.objects.get(username="bob")
    assert (count_open(bob, at=at).open, count_open(bob, at=at).mine) == (1, 1)


def test_the_wall_draws_no_mark_of_it_and_tells_nothing(matter: Matter) -> None:
    from kentongan.measures.picture import take_picture

    shown = orjson.dumps(numbers(take_picture(timezone.now()))).decode()
    news = orjson.dumps(tell(Entry.objects.order_by("pk"))).decode()
    for case in (matter.case, matter.joined):
        assert case.reference not in shown + news
        assert f"dot.c{case.pk}" not in shown
    assert matter.beside.reference in shown


def test_the_reporter_s_own_page_still_works(matter: Matter) -> None:
    for case in (matter.case, matter.joined):
        voice = case.filings.first() or matter.case.filings.last()
        assert voice is not None
        response = Client().get(f"/t/{voice.service_request.spoken_code}/")
        assert response.status_code == 200
        assert SECRET in response.content.decode()
