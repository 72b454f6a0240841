"""The list of drawn claims at the desk, worked off by somebody who is not of the unit."""

from datetime import date, timedelta

import pytest

from kentongan.casework.auditing import draw
from kentongan.casework.claiming import claim
from kentongan.casework.models import Case, Draw, Verdict
from kentongan.casework.verifying import verify
from kentongan.people.models import Role, User
from tests.conftest import moment
from tests.statements import statements
from tests.workdesk.conftest import FRIDAY, AddUser, AtDesk, OpenCase

APRIL = moment("2026-04-01 02:00")


@pytest.fixture
def mayor(add: AddUser) -> User:
    return add("wali", Role.LEADER, "walikota")


@pytest.fixture
def drawn(lamp: OpenCase, alice: User, bob: User) -> Draw:
    return some_drawn(lamp, alice, bob, 1)[0]


def some_drawn(lamp: OpenCase, alice: User, bob: User, months: int) -> list[Draw]:
    made = []
    for back in range(months):
        at = FRIDAY - timedelta(days=31 * back)
        case = lamp(f"Lampu nomor {back} padam", at)
        verify(case, is_public=False, public_words="", by=alice, at=at)
        claim(case, "Lampu sudah diganti.", by=bob, at=at + timedelta(days=1))
        made += draw(date(at.year, at.month, 1), at=APRIL)
    return made


def test_the_auditor_finds_the_drawn_claim_with_what_is_known_of_it(
    drawn: Draw, mayor: User, at_desk: AtDesk
) -> None:
    page = at_desk(mayor).get("/meja/audit/").content.decode()
    assert drawn.claim.case.reference in page
    assert "Lampu sudah diganti." in page
    assert "Tidak ada foto yang memperlihatkan hasilnya." in page


def test_a_yes_confirms_the_case_and_the_list_is_empty(
    drawn: Draw, mayor: User, at_desk: AtDesk
) -> None:
    form = {"is_true": "yes", "text": "Menyala terang."}
    answer = at_desk(mayor).post(f"/meja/audit/{drawn.pk}", form, follow=True)
    page = answer.content.decode()
    assert "Tidak ada yang menunggu diperiksa" in page
    assert Case.objects.get().outcome == "confirmed"
    assert Verdict.objects.get().text == "Menyala terang."


def test_a_no_without_a_reason_is_asked_for_it_and_nothing_is_kept(
    drawn: Draw, mayor: User, at_desk: AtDesk
) -> None:
    desk = at_desk(mayor)
    for form in ({"is_true": "no", "text": ""}, {"text": "Entahlah"}):
        assert desk.post(f"/meja/audit/{drawn.pk}", form).status_code == 422
    assert not Verdict.objects.exists()


def test_the_second_auditor_is_told_that_somebody_was_first(
    drawn: Draw, mayor: User, add: AddUser, at_desk: AtDesk
) -> None:
    other = add("admin", Role.ADMINISTRATOR, "setda")
    at_desk(mayor).post(f"/meja/audit/{drawn.pk}", {"is_true": "yes"})
    answer = at_desk(other).post(f"/meja/audit/{drawn.pk}", {"is_true": "no", "text": "Gelap."})
    assert answer.status_code == 409
    assert "sudah diperiksa orang lain" in answer.content.decode()


def test_the_units_own_people_and_those_without_leave_find_nothing(
    drawn: Draw, bob: User, add: AddUser, at_desk: AtDesk
) -> None:
    insider = at_desk(add("ina", Role.ADMINISTRATOR, "dishub"))
    assert drawn.claim.case.reference not in insider.get("/meja/audit/").content.decode()
    assert insider.post(f"/meja/audit/{drawn.pk}", {"is_true": "yes"}).status_code == 404
    desk = at_desk(bob)
    assert desk.get("/meja/audit/").status_code == 404
    assert desk.post(f"/meja/audit/{drawn.pk}", {"is_true": "yes"}).status_code == 404


def test_the_list_costs_the_same_however_long_it_is(
    lamp: OpenCase, alice: User, bob: User, mayor: User, at_desk: AtDesk
) -> None:
    desk = at_desk(mayor)
    some_drawn(lamp, alice, bob, 1)
    desk.get("/meja/audit/")
    with statements() as few:
        desk.get("/meja/audit/")
    some_drawn(lamp, alice, bob, 4)
    with statements() as many:
        desk.get("/meja/audit/")
    assert len(few) == len(many)
