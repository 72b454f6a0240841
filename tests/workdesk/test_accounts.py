"""Accounts, as an administrator keeps them."""

import re

import pytest
from django.test import Client

from kentongan.journal.models import Entry
from kentongan.people.models import Role, User
from kentongan.places.directory import directory
from kentongan.workdesk.looking_up import MANY, PAGE
from tests.workdesk.conftest import AddUser, AtDesk

NEW = {"username": "dewi.s", "name": "Dewi S.", "role": "officer", "unit": "dishub"}


@pytest.fixture
def root(add: AddUser) -> User:
    return add("root", Role.ADMINISTRATOR, "setda")


def password_on(page: bytes) -> str:
    found = re.search(r'<p class="code">([\w-]+)</p>', page.decode())
    assert found
    return found[1]


def test_a_new_account_gets_a_password_that_is_shown_once_and_works(
    root: User, at_desk: AtDesk
) -> None:
    desk = at_desk(root)
    password = password_on(desk.post("/meja/pengguna/", NEW).content)
    assert password not in desk.get("/meja/pengguna/").content.decode()
    typed = {"username": "dewi.s", "password": password}
    assert Client().post("/masuk/", typed).status_code == 303
    assert Entry.objects.get(kind="user.added").by_id == root.pk


@pytest.mark.parametrize(
    ("change", "field", "status"),
    [
        ({"username": "Ada Spasi"}, "username", 422),
        ({"username": "root"}, "username", 409),
        ({"name": " "}, "name", 422),
        ({"role": "king"}, "role", 422),
        ({"unit": "nowhere"}, "unit", 422),
    ],
)
def test_what_does_not_fit_is_told_beside_its_field(
    change: dict[str, str], field: str, status: int, root: User, at_desk: AtDesk
) -> None:
    response = at_desk(root).post("/meja/pengguna/", {**NEW, **change})
    assert response.status_code == status
    assert f'id="field-{field}-error"' in response.content.decode()
    assert not User.objects.filter(username="dewi.s").exists()


def test_an_account_can_be_placed_closed_opened_and_given_a_new_password(
    root: User, bob: User, at_desk: AtDesk
) -> None:
    desk, bobs = at_desk(root), f"/meja/pengguna/{bob.pk}"
    assert desk.post(f"{bobs}/penempatan", {"role": "operator", "unit": "setda"}).status_code == 303
    assert [(m.role, m.unit.code) for m in bob.memberships.all()] == [("operator", "setda")]
    assert desk.post(f"{bobs}/penutupan").status_code == 303
    assert desk.post(f"{bobs}/penutupan").status_code == 409
    assert desk.post(f"{bobs}/penutupan", {"open": "yes"}).status_code == 303
    password = password_on(desk.post(f"{bobs}/sandi").content)
    assert Client().post("/masuk/", {"username": "bob", "password": password}).status_code == 303


def test_the_last_administrator_stays(root: User, at_desk: AtDesk) -> None:
    desk, roots = at_desk(root), f"/meja/pengguna/{root.pk}"
    assert desk.post(f"{roots}/penutupan").status_code == 409
    placed = desk.post(f"{roots}/penempatan", {"role": "leader", "unit": "setda"})
    assert placed.status_code == 409


@pytest.mark.parametrize("page", ["", "{pk}/penempatan", "{pk}/penutupan", "{pk}/sandi"])
def test_nobody_else_finds_the_accounts(page: str, alice: User, bob: User, at_desk: AtDesk) -> None:
    address = f"/meja/pengguna/{page.format(pk=bob.pk)}"
    assert at_desk(alice).post(address, NEW).status_code == 404
    assert "/meja/pengguna/" not in at_desk(alice).get("/meja/").content.decode()


def test_among_many_accounts_one_is_looked_up_by_name_sign_in_name_or_unit(
    root: User, add: AddUser, at_desk: AtDesk
) -> None:
    desk = at_desk(root)

    def listed(query: str = "") -> list[str]:
        page = desk.get(f"/meja/pengguna/{query}").content.decode()
        return re.findall(r'akun=\d+"><b>([^<]*)</b>', page)

    assert 'class="look-up"' not in desk.get("/meja/pengguna/").content.decode()
    add("wulan.s", Role.OFFICER, "dishub")
    for n in range(MANY):
        add(f"petugas{n}", Role.OFFICER, "pupr")
    assert 'class="look-up"' in desk.get("/meja/pengguna/").content.decode()
    assert len(listed()) == MANY + 2
    assert listed("?q=ULAN") == listed("?q=lan.s") == listed("?q=perhubungan") == ["Wulan.S"]
    assert len(listed("?q=Public%20Works")) == MANY
    assert listed("?q=nobody%00%25") == []


def test_a_page_of_accounts_stays_small_and_one_is_opened_beside_it(
    root: User, bob: User, add: AddUser, at_desk: AtDesk
) -> None:
    desk = at_desk(root)
    for n in range(PAGE):
        add(f"petugas{n:02}", Role.OFFICER, "pupr")
    first = desk.get("/meja/pengguna/").content.decode()
    assert first.count("<option") < 2 * len(directory().units) + 3 * len(Role)
    assert len(re.findall(r"akun=\d+", first)) == PAGE
    assert 'href="?page=2"' in first
    second = desk.get("/meja/pengguna/?page=2").content.decode()
    assert set(re.findall(r"akun=\d+", first)).isdisjoint(re.findall(r"akun=\d+", second))
    assert "page=" not in desk.get("/meja/pengguna/?q=petugas0").content.decode()
    opened = desk.get(f"/meja/pengguna/?akun={bob.pk}").content.decode()
    assert f"/meja/pengguna/{bob.pk}/penempatan" in opened
    for odd in ("0", "x", "999999"):
        assert desk.get(f"/meja/pengguna/?akun={odd}&page={odd}").status_code == 200
