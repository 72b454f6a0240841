"""Asking a party from the case's page, and taking the link back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kentongan.casework.models import Invitation
from kentongan.journal.models import Entry
from kentongan.mailroom.blanks import party_link
from kentongan.people.models import User
from tests.workdesk.conftest import AtDesk, OpenCase

NOW = timezone.now()
FORM = {
    "name": "CV Terang",
    "email": "kontraktor@contoh.invalid",
    "question": "Kapan lampu dipasang?",
    "valid_until": "",
}


@pytest.mark.usefixtures("city")
def test_a_party_is_asked_listed_with_its_link_and_taken_back(
    alice: User, at_desk: AtDesk, lamp: OpenCase
) -> None:
    case, desk = lamp(at=NOW), at_desk(alice)
    address = f"/meja/kasus/{case.reference}/"
    assert desk.post(f"{address}permintaan", FORM).status_code == 303
    invitation = Invitation.objects.get()
    assert timedelta(days=13) < invitation.valid_until - NOW < timedelta(days=16)
    page = desk.get(f"{address}pihak/")
    assert f"/b/{party_link(invitation).sign()}/" in page.text
    assert "CV Terang" in desk.get(address).text
    assert desk.post(f"{address}pihak/{invitation.pk}/pencabutan").status_code == 303
    assert "/b/" not in desk.get(f"{address}pihak/").text
    kinds = Entry.objects.filter(kind__startswith="case.party").order_by("pk")
    assert [entry.kind for entry in kinds] == ["case.party_invited", "case.party_revoked"]
    assert "Terang" not in str([entry.particulars for entry in kinds])


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": " "},
        {"question": ""},
        {"email": ""},
        {"email": "no address"},
        {"email": "", "phone": "12"},
        {"valid_until": "2020-01-01"},
        {"valid_until": "2099-01-01"},
        {"valid_until": "besok"},
    ],
    ids=str,
)
def test_what_does_not_fit_is_told_beside_the_form(
    wrong: dict[str, str], alice: User, at_desk: AtDesk, lamp: OpenCase
) -> None:
    case = lamp(at=NOW)
    answer = at_desk(alice).post(f"/meja/kasus/{case.reference}/permintaan", FORM | wrong)
    assert answer.status_code == 422
    assert not Invitation.objects.exists()


def test_who_belongs_elsewhere_finds_no_page_of_parties(
    charlie: User, alice: User, at_desk: AtDesk, lamp: OpenCase
) -> None:
    case = lamp(at=NOW)
    at_desk(alice).post(f"/meja/kasus/{case.reference}/permintaan", FORM)
    number = Invitation.objects.get().pk
    other: Client = at_desk(charlie)
    address = f"/meja/kasus/{case.reference}/pihak/"
    assert other.get(address).status_code == 404
    assert other.post(f"{address}{number}/pencabutan").status_code == 404
    assert Invitation.objects.get().revoked_at is None
