"""The lobby: a tablet that hands out numbers, a board for everybody, and no names."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kentongan.counter.calling import call_again, call_next
from kentongan.counter.models import Office, Seat, Tablet, Ticket
from kentongan.counter.opening import close_tablet, open_tablet
from kentongan.people.models import Role, User
from tests.counter.conftest import TakeNumber
from tests.statements import statements
from tests.workdesk.conftest import AddUser, AtDesk

LOBBY = "/antrean/mawar/"


@pytest.fixture
def tablet(office: Office) -> Client:
    """A tablet that has handed over its token."""
    token = open_tablet(office, "Lobi", by=None, at=timezone.now())
    client = Client()
    arrived = client.get(f"{LOBBY}?perangkat={token}")
    assert arrived["Location"] == LOBBY  # away from the address that holds the token
    assert arrived.cookies["antrean"]["path"] == "/antrean/"
    return client


def test_a_tablet_hands_out_a_number_and_shows_it(tablet: Client) -> None:
    assert "Melapor" in tablet.get(LOBBY).content.decode()
    taken = tablet.post(LOBBY, {"letter": "A", "priority": "1"})
    ticket = Ticket.objects.get()
    assert taken["Location"] == f"{LOBBY}nomor/{ticket.number}"
    assert (ticket.is_priority, ticket.taken_by) == (True, None)
    assert ticket.label in tablet.get(taken["Location"]).content.decode()
    printed = tablet.get(f"{taken['Location']}.pdf")
    assert printed["Content-Type"] == "application/pdf"


def test_a_double_tap_is_one_number_and_the_next_in_line_gets_their_own(tablet: Client) -> None:
    def key() -> str:
        page = tablet.get(LOBBY).content.decode()
        return page.partition('name="key" value="')[2].partition('"')[0]

    form = {"letter": "A", "key": key()}
    first, second = (tablet.post(LOBBY, form) for _ in range(2))
    assert first["Location"] == second["Location"] == f"{LOBBY}nomor/1"
    assert Ticket.objects.count() == 1
    tablet.post(LOBBY, {"letter": "A", "key": key()})
    Ticket.objects.update(taken_at=timezone.now() - timedelta(minutes=1))
    assert tablet.post(LOBBY, form)["Location"] == f"{LOBBY}nomor/3"  # an old page, taken up again


def test_nobody_takes_a_number_from_home(office: Office, bob: User, at_desk: AtDesk) -> None:
    for client in (Client(), at_desk(bob)):
        assert client.get(LOBBY).status_code == 404
        assert client.post(LOBBY, {"letter": "A"}).status_code == 404
        assert client.get(f"{LOBBY}nomor/1").status_code == 404
        assert client.get(f"{LOBBY}nomor/1.pdf").status_code == 404
        assert client.get(f"{LOBBY}?perangkat=falsch").status_code == 404
    assert not Ticket.objects.exists()


def test_a_tablet_that_was_shut_out_hands_out_nothing(tablet: Client) -> None:
    close_tablet(Tablet.objects.get(), by=None, at=timezone.now())
    assert tablet.get(LOBBY).status_code == 404


def test_a_letter_that_is_not_there_is_refused(tablet: Client) -> None:
    answer = tablet.post(LOBBY, {"letter": "Z"})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_the_board_is_for_everybody_and_costs_little(
    seat: Seat, alice: User, number: TakeNumber
) -> None:
    for _ in range(3):
        number()
    call_next(seat, by=alice, at=timezone.now())
    with statements() as seen:
        text = Client().get(f"{LOBBY}layar").content.decode()
    assert len(seen) <= 6
    assert "A001" in text
    assert "alice" not in text.lower()
    waits = Client().get(f"{LOBBY}layar?nomor=A003").content.decode()
    assert "1 orang sebelum Anda" in waits
    for absurd in ("X9", "A²", "A999999999999", "", "A\0"):
        assert Client().get(f"{LOBBY}layar", {"nomor": absurd}).status_code == 200


def test_a_board_that_looks_the_same_is_not_sent_again(
    seat: Seat, alice: User, number: TakeNumber
) -> None:
    number()
    ticket = call_next(seat, by=alice, at=timezone.now())
    first = Client().get(f"{LOBBY}layar/isi").content.decode()
    mark = first.partition('data-mark="')[2].partition('"')[0]
    assert "Nomor A, nol nol satu, ke loket 2." in first
    assert Client().get(f"{LOBBY}layar/isi", {"tanda": mark}).status_code == 204
    call_again(ticket, by=alice, at=timezone.now())
    assert Client().get(f"{LOBBY}layar/isi", {"tanda": mark}).status_code == 200


def test_the_administrator_opens_a_counter_and_a_tablet(add: AddUser, at_desk: AtDesk) -> None:
    desk = at_desk(add("dina", Role.ADMINISTRATOR, "setda"))
    wrong = desk.post(
        "/meja/loket/tempat/pembukaan", {"unit": "setda", "code": "", "purposes": "?"}
    )
    assert wrong.status_code == 422
    opened = desk.post(
        "/meja/loket/tempat/pembukaan",
        {"unit": "setda", "code": "balai", "purposes": "K = KTP | Identity card"},
    )
    assert opened.status_code == 303
    shown = desk.post("/meja/loket/tempat/balai/tablet", {"label": "Lobi"}).content.decode()
    link = shown.partition("/antrean/balai/?perangkat=")[2].partition("<")[0]
    assert Client().get(f"/antrean/balai/?perangkat={link}").status_code == 302
    assert link not in desk.get("/meja/loket/tempat/").content.decode()  # shown this once
    bad = {"unit": "setda", "code": "balai", "of": "balai", "purposes": "KTP"}
    shown = desk.post("/meja/loket/tempat/pembukaan", bad).content.decode()
    assert shown.count("Setiap baris perlu") == 1  # at this office's form, not at every one
    assert ">\nKTP</textarea>" in shown
    desk.post("/meja/loket/tempat/balai/penutupan")
    assert not Office.objects.get(code="balai").is_open
