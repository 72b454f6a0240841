"""The way in: for those who know the way, slow for whoever guesses."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kentongan.people.closing import close_account
from kentongan.people.models import Membership, Role, SignInFailure, User
from kentongan.people.signing_in import MOST_FAILURES, MOST_OF_ACCOUNT, WINDOW
from tests.workdesk.conftest import AddUser, AtDesk

RIGHT = "sebuah kalimat pendek"


@pytest.fixture
def dora(add: AddUser) -> User:
    return add("dora", Role.OPERATOR, "setda", RIGHT)


def try_to(client: Client, password: str = RIGHT, username: str = "dora", **more: str) -> int:
    typed = {"username": username, "password": password, **more}
    return client.post("/masuk/", typed).status_code


def guessed(times: int, ago: timedelta = timedelta()) -> None:
    """Strangers have guessed at Dora's password, each on another device."""
    for n in range(times):
        at = timezone.now() - ago
        SignInFailure.objects.create(username="dora", device=f"{n:032x}", at=at)


def test_the_right_password_leads_to_the_queue(dora: User) -> None:
    client = Client()
    response = client.post("/masuk/", {"username": " Dora ", "password": RIGHT})
    assert (response.status_code, response["Location"]) == (303, "/meja/")
    assert client.get("/meja/").status_code == 200
    assert client.get("/masuk/")["Location"] == "/meja/"


def test_one_is_led_on_to_where_one_wanted_to_be_but_never_elsewhere(dora: User) -> None:
    client = Client()
    assert client.get("/meja/?late=1")["Location"] == "/masuk/?next=/meja/%3Flate%3D1"
    for wanted, led in (
        ("/meja/?late=1", "/meja/?late=1"),
        ("https://evil.example/", "/meja/"),
        ("//evil.example/", "/meja/"),
        ("javascript:alert(1)", "/meja/"),
    ):
        typed = {"username": "dora", "password": RIGHT, "next": wanted}
        assert Client().post("/masuk/", typed)["Location"] == led


def test_whoever_has_no_queue_is_led_from_the_front_door_to_their_own_work(dora: User) -> None:
    Membership.objects.filter(user=dora).update(role=Role.SUPERVISOR)
    typed = {"username": "dora", "password": RIGHT, "next": "/meja/"}
    client = Client()
    led = client.post("/masuk/", typed)["Location"]
    assert led != "/meja/"
    assert client.get(led).status_code == 200


def test_a_wrong_password_keeps_the_name_and_not_the_password(dora: User) -> None:
    response = Client().post("/masuk/", {"username": "dora", "password": "salah-sekali"})
    told = response.content.decode()
    assert response.status_code == 422
    assert 'value="dora"' in told
    assert "salah-sekali" not in told


def test_the_session_is_a_new_one_and_the_device_cookies_cannot_be_read(dora: User) -> None:
    client = Client()
    client.get("/masuk/")
    assert try_to(client) == 303
    for name in ("perangkat", "dikenal"):
        cookie = client.cookies[name]
        assert cookie["httponly"]
        assert cookie["max-age"] == 365 * 24 * 3600
    assert client.cookies["kentongan"]["httponly"]


def test_guessing_closes_the_door_to_strangers_but_not_to_a_known_device(dora: User) -> None:
    known = Client()
    assert try_to(known) == 303
    known.post("/keluar/")
    guessed(MOST_OF_ACCOUNT)
    assert try_to(Client()) == 429
    assert try_to(known) == 303


def test_one_stranger_s_ten_tries_lock_nobody_else_out(dora: User) -> None:
    stranger = Client()
    for _ in range(MOST_FAILURES):
        assert try_to(stranger, "guess") == 422
    assert try_to(stranger) == 429
    assert try_to(Client()) == 303


def test_whoever_must_wait_is_told_how_long_and_what_still_works(dora: User) -> None:
    guessed(MOST_OF_ACCOUNT, ago=timedelta(minutes=5))
    typed = {"username": "dora", "password": RIGHT}
    response = Client().post("/masuk/?lang=en", typed)
    assert response.status_code == 429
    assert 590 <= int(response["Retry-After"]) <= 600
    assert "A device on which you have signed in before still works." in response.content.decode()


def test_a_known_device_that_guesses_must_wait_as_well(dora: User) -> None:
    known = Client()
    assert try_to(known) == 303
    known.post("/keluar/")
    for _ in range(MOST_FAILURES):
        assert try_to(known, "guess") == 422
    assert try_to(known) == 429


def test_a_device_that_guesses_many_names_is_stopped_and_its_neighbours_are_not(
    dora: User,
) -> None:
    guesser = Client()
    for n in range(MOST_FAILURES):
        assert try_to(guesser, "guess", f"name{n}") == 422
    assert try_to(guesser) == 429
    assert try_to(Client()) == 303


def test_a_forged_list_of_known_accounts_is_worth_nothing(dora: User) -> None:
    stranger = Client()
    stranger.cookies["dikenal"] = '["dora"]:1abc:forged'
    guessed(MOST_OF_ACCOUNT)
    assert try_to(stranger) == 429


def test_the_door_opens_again_after_a_quarter_of_an_hour(dora: User) -> None:
    guessed(MOST_OF_ACCOUNT, ago=WINDOW + timedelta(seconds=1))
    assert try_to(Client()) == 303


def test_signing_out_ends_the_session(alice: User, at_desk: AtDesk) -> None:
    desk = at_desk(alice)
    assert desk.get("/keluar/").status_code == 405
    told = desk.get("/meja/kertas/berkas")  # as everywhere that only takes what a form sends
    assert (told.status_code, told["Allow"]) == (405, "POST")
    assert 'href="/meja/kertas/"' in told.content.decode()
    assert desk.post("/keluar/").status_code == 303
    assert desk.get("/meja/").status_code == 302


def test_a_closed_account_is_out_at_once(dora: User, add: AddUser, at_desk: AtDesk) -> None:
    desk = at_desk(dora)
    close_account(dora, by=add("root", Role.ADMINISTRATOR, "setda"), at=timezone.now())
    assert desk.get("/meja/").status_code == 302
    assert try_to(Client()) == 422


def test_somebody_without_a_role_finds_nothing(city: object, at_desk: AtDesk) -> None:
    nobody = User.objects.add("nobody", "Nobody", None)
    assert at_desk(nobody).get("/meja/").status_code == 404


def test_one_s_own_password_can_be_changed_and_the_session_goes_on(
    dora: User, at_desk: AtDesk
) -> None:
    here, elsewhere = at_desk(dora), at_desk(dora)
    wrong = here.post("/meja/sandi/", {"present": "x", "fresh": "kalimat yang lain"})
    assert wrong.status_code == 422
    weak = here.post("/meja/sandi/", {"present": RIGHT, "fresh": "12345"})
    assert weak.status_code == 422
    fine = here.post("/meja/sandi/", {"present": RIGHT, "fresh": "kalimat yang lain"})
    assert fine.status_code == 303
    assert here.get("/meja/").status_code == 200
    assert elsewhere.get("/meja/").status_code == 302


@pytest.mark.parametrize(
    ("role", "home"),
    [
        (Role.NEIGHBOUR, "/rukun/"),
        (Role.COUNCIL, "/fraksi/"),
        (Role.SUPERVISOR, "/meja/telepon/ruang"),
    ],
)
def test_whoever_has_no_queue_changes_their_own_password_too(
    role: Role, home: str, dora: User, at_desk: AtDesk
) -> None:
    Membership.objects.filter(user=dora).update(role=role)
    desk = at_desk(dora)
    for page in ("/meja/sandi/", "/meja/akun/"):
        assert f'href="{home}"' in desk.get(page).content.decode()
    fine = desk.post("/meja/sandi/", {"present": RIGHT, "fresh": "kalimat yang lain"})
    assert (fine.status_code, fine["Location"]) == (303, f"{home}?ok=password")
    if role == Role.NEIGHBOUR:
        assert 'href="/meja/sandi/">Kata sandi Anda' in desk.get(home).content.decode()
    dora.refresh_from_db()
    assert dora.check_password("kalimat yang lain")
