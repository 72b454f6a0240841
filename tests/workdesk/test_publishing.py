"""At the desk: what the public may read is proposed covered; what looks personal is warned of."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from kentongan.casework.hiding import Target
from kentongan.casework.models import Case, What, Widening
from kentongan.casework.narrowing import narrow
from kentongan.casework.revealing import Person, covered, findings
from kentongan.casework.verifying import verify
from kentongan.journal.models import Entry
from kentongan.people.models import User
from tests.workdesk.conftest import ANI, FRIDAY, AtDesk, OpenCase

CALL_ME = "Lampu padam. Hubungi 0812-3456-7890 atau budi@contoh.id"
PATTERNS = {"phone": "telephone number", "email": "e-mail", "nik": "NIK", "name": "own name"}


def publish(desk: Client, case: Case, words: str, **more: str) -> HttpResponse:
    form = {"is_public": "yes", "public_words": words, **more}
    address = f"/meja/kasus/{case.reference}/verifikasi?lang=en"
    return desk.post(address, form)  # type: ignore[return-value]


def field_of(page: str, name: str = "public_words") -> str:
    """What stands in the text field of that name."""
    found = re.search(rf'<textarea[^>]* name="{name}"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    return found[1].strip() if found else ""


def test_the_public_words_are_proposed_with_numbers_covered(
    alice: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case = lamp(CALL_ME)
    page = at_desk(alice).get(f"/meja/kasus/{case.reference}/?lang=en").content.decode()
    assert field_of(page) == "Lampu padam. Hubungi [telephone number] atau [e-mail address]"


def test_of_a_private_matter_no_words_are_proposed(
    alice: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case = lamp(CALL_ME, is_confidential=True)
    page = at_desk(alice).get(f"/meja/kasus/{case.reference}/?lang=en").content.decode()
    assert field_of(page) == ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Padam, hubungi 0812 3456 7890", "phone"),
        ("Padam, tulis ke budi@contoh.id", "email"),
        ("NIK saya 3671010101900001", "nik"),
        ("Menurut ani, lampu padam", "name"),
    ],
)
def test_words_that_look_personal_come_back_with_all_that_was_typed(
    words: str, found: str, alice: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case = lamp(person=ANI)
    response = publish(at_desk(alice), case, words)
    page = response.content.decode()
    assert response.status_code == 422
    assert field_of(page) == words
    assert PATTERNS[found] in page.split('id="verify-words-error">')[1].split("</p>")[0]
    assert 'name="insisted" value="yes"' in page
    case.refresh_from_db()
    assert not case.is_public
    assert not case.verifications.exists()


def test_whoever_insists_publishes_and_the_journal_says_so_without_the_words(
    alice: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case, words = lamp(person=ANI), "Kata Ani, hubungi 0812 3456 7890"
    assert publish(at_desk(alice), case, words, insisted="yes").status_code == 303
    case.refresh_from_db()
    assert case.public_words == words
    told = Entry.objects.get(kind="case.verified", about_id=case.pk).particulars
    assert told["insisted"] == ["name", "phone"]
    assert "Ani" not in str(told)
    assert "0812" not in str(told)


def test_the_desk_s_timeline_says_who_insisted_and_on_what(
    alice: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case, desk = lamp(CALL_ME), at_desk(alice)
    publish(desk, case, CALL_ME, insisted="yes")
    page = desk.get(f"/meja/kasus/{case.reference}/?lang=en").content.decode()
    assert "Let all read it in spite of a warning: e-mail address, telephone number" in page
    public = Client().get(f"/laporan/{case.reference}/?lang=en").content.decode()
    assert "in spite of a warning" not in public


def test_words_that_look_like_nothing_pass_at_once(
    alice: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case = lamp(person=ANI)
    words = "3 lampu padam sejak 12-03-2026, Jl. Melati RT 05/02, depan warung Bu Siti, PJU-0815"
    assert publish(at_desk(alice), case, words).status_code == 303
    told = Entry.objects.get(kind="case.verified", about_id=case.pk).particulars
    assert told["insisted"] == []


def test_what_is_hidden_from_the_public_is_not_looked_through(
    alice: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    response = publish(at_desk(alice), lamp(), CALL_ME, is_public="no")
    assert response.status_code == 303


def test_asking_to_show_a_case_again_warns_in_the_same_way(
    alice: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case, desk = lamp(), at_desk(alice)
    verify(case, is_public=True, public_words="Lampu padam", by=alice, at=FRIDAY)
    narrow(case, Target(What.CASE), by=alice, at=FRIDAY)
    address = f"/meja/kasus/{case.reference}/pelebaran?lang=en"
    form = {"what": "case", "public_words": CALL_ME, "reason": "Ditutup karena keliru"}
    refused = desk.post(address, form)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert not Widening.objects.exists()
    assert field_of(page) == CALL_ME
    assert form["reason"] in page
    assert desk.post(address, {**form, "insisted": "yes"}).status_code == 303
    told = Entry.objects.get(kind="case.widening_asked").particulars
    assert told["insisted"] == ["email", "phone"]


def test_covered_words_are_not_found_again() -> None:
    words = "NIK 3671010101900001, WA +62 812 3456 789, budi@contoh.id"
    assert findings(words, []) == ["email", "nik", "phone"]
    assert findings(covered(words), []) == []


def test_a_reporter_s_number_is_found_however_it_is_written() -> None:
    ani = Person("Ibu Ani Contoh", "02155512340", "")
    assert findings("Telepon dua satu: 5551.2340", [ani]) == ["phone"]
    assert findings("Ibu itu menunggu", [ani]) == []
