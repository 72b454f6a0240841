"""Where letters about the work reach somebody: their own page, and the administrator's form."""

import pytest
from django.test import Client

from kentongan.journal.models import Entry
from kentongan.mailroom.models import Letter
from kentongan.mailroom.settling import note_failed
from kentongan.people.addressing import Post, readdress
from kentongan.people.models import Role, User, Wish
from kentongan.workdesk.addresses import WISHES
from tests.mailroom.conftest import draw
from tests.statements import statements
from tests.workdesk.conftest import FRIDAY, AddUser, AtDesk

OWN, FAILED = "/meja/akun/", "/meja/surat/"
ALL = {"email": "bob@kota.invalid", "phone": "0812 3456 7890", "letters": "daily"}


@pytest.fixture
def root(add: AddUser) -> User:
    return add("root", Role.ADMINISTRATOR, "setda")


def kept(user: User) -> tuple[str, str, str]:
    user.refresh_from_db()
    return user.email, user.phone, user.letters


def test_somebody_says_where_letters_reach_them_and_which(bob: User, at_desk: AtDesk) -> None:
    desk = at_desk(bob)
    assert desk.post(OWN, ALL).status_code == 303
    assert kept(bob) == ("bob@kota.invalid", "+6281234567890", "daily")
    page = desk.get(OWN).content.decode()
    assert "bob@kota.invalid" in page
    assert '<option value="daily" selected>' in page
    assert f'href="{OWN}"' in desk.get("/meja/").content.decode()
    entry = Entry.objects.get(kind="user.readdressed")
    assert (entry.by_id, entry.particulars) == (bob.pk, {"is_new": True})


def test_letters_come_in_the_language_somebody_chose(bob: User, at_desk: AtDesk) -> None:
    desk = at_desk(bob)
    assert desk.post(OWN, {**ALL, "language": "en"}).status_code == 303
    assert '<option value="en" selected>' in desk.get(OWN).content.decode()
    draw()
    assert Letter.objects.get(user=bob).language == "en"
    assert desk.post(OWN, {**ALL, "language": "id", "email": "b@kota.invalid"}).status_code == 303
    draw()
    assert Letter.objects.filter(user=bob).latest("pk").language == "id"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "no address"}, "email"),
        ({"phone": "12"}, "phone"),
        ({"letters": "x"}, "letters"),
        ({"language": "xx"}, "language"),
    ],
)
def test_what_does_not_fit_is_told_beside_its_field_and_nothing_is_kept(
    change: dict[str, str], field: str, bob: User, at_desk: AtDesk
) -> None:
    response = at_desk(bob).post(OWN, {**ALL, **change})
    assert response.status_code == 422
    page = response.content.decode()
    assert f'id="field-{field}-error"' in page
    assert next(iter(change.values())) in page or field in {"letters", "language"}
    assert kept(bob) == ("", "", Wish.URGENT)


def test_an_administrator_may_say_it_for_somebody_and_nobody_else(
    root: User, alice: User, bob: User, at_desk: AtDesk
) -> None:
    page = f"/meja/pengguna/{bob.pk}/alamat"
    assert at_desk(alice).post(page, ALL).status_code == 404
    assert Client().post(page, ALL).status_code in {302, 303, 403}
    assert kept(bob)[0] == ""
    bob_wishes = {"email": ALL["email"], "phone": ""}
    assert at_desk(root).post(page, bob_wishes).status_code == 303
    assert kept(bob) == ("bob@kota.invalid", "", Wish.URGENT)
    assert at_desk(root).post("/meja/pengguna/999999/alamat", ALL).status_code == 404


def test_a_new_account_may_begin_with_an_address(root: User, at_desk: AtDesk) -> None:
    new = {"username": "dewi", "name": "Dewi", "role": "officer", "unit": "dishub"}
    desk = at_desk(root)
    wrong = desk.post("/meja/pengguna/", {**new, "email": "dewi"})
    assert wrong.status_code == 422
    assert 'id="field-email-error"' in wrong.content.decode()
    assert desk.post("/meja/pengguna/", {**new, "email": "d@kota.invalid"}).status_code == 200
    assert User.objects.get(username="dewi").email == "d@kota.invalid"


@pytest.fixture
def failed(bob: User) -> Letter:
    readdress(bob, Post("bob@salah.invalid"), by=bob, at=FRIDAY)
    draw()
    return note_failed(Letter.objects.get(user=bob), "550 no mailbox <…> here", at=FRIDAY)


def test_a_letter_to_a_colleague_that_failed_is_worked_off_by_administrators_alone(
    failed: Letter, root: User, alice: User, bob: User, at_desk: AtDesk
) -> None:
    assert "550 no mailbox" not in at_desk(alice).get(FAILED).content.decode()
    desk = at_desk(root)
    page = desk.get(FAILED).content.decode()
    assert "550 no mailbox" in page
    assert "bob@salah.invalid" in page
    mend = f"{FAILED}{failed.pk}"
    at_desk(alice).post(mend, {"do": "retry"})
    failed.refresh_from_db()
    assert failed.failed_at is not None
    right = {"do": "readdress", "address": "bob@kota.invalid"}
    assert desk.post(mend, right).status_code == 303
    assert kept(bob)[0] == "bob@kota.invalid"
    failed.refresh_from_db()
    assert (failed.failed_at, failed.next_try_at is None) == (None, False)


def test_many_letters_to_colleagues_cost_the_page_no_more(
    failed: Letter, root: User, add: AddUser, at_desk: AtDesk
) -> None:
    desk = at_desk(root)
    desk.get(FAILED)
    with statements() as few:
        desk.get(FAILED)
    for number in range(5):
        one = add(f"petugas{number}", Role.OFFICER, "dishub")
        readdress(one, Post(f"p{number}@salah.invalid"), by=one, at=FRIDAY)
        draw()
        note_failed(Letter.objects.get(user=one), "550 no", at=FRIDAY)
    with statements() as many:
        page = desk.get(FAILED).content.decode()
    assert page.count("550 no") == 6
    assert len(many) == len(few)


def test_every_wish_has_words() -> None:
    assert set(WISHES) == set(Wish.values)
