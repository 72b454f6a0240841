"""Answering by the link of a letter: without signing in, without scripts, and nothing leaked."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from kentongan.casework.asking import ask
from kentongan.casework.history import history
from kentongan.casework.inviting import Party, invite, revoke
from kentongan.casework.models import Case, Contribution, Inquiry, Invitation
from kentongan.journal.models import Entry
from kentongan.mailroom.blanks import party_link
from kentongan.mailroom.links import Link, Purpose
from kentongan.people.models import Role, User
from tests.frontdesk.pictures import jpeg
from tests.mailroom.conftest import case_of, told, user

pytestmark = pytest.mark.usefixtures("city")
NOW = timezone.now()
HEADERS = {"Accept-Language": "en"}


@pytest.fixture
def alice() -> User:
    return user("alice", Role.OPERATOR, "setda")


@pytest.fixture
def case() -> Case:
    return case_of(told(at=NOW))


def asked(case: Case, by: User) -> str:
    inquiry = ask(case, "Di tiang nomor berapa?", by=by, at=NOW)
    request = case.filings.get().service_request
    return f"/b/{Link(Purpose.REPLY, inquiry.pk, request.pk, NOW + timedelta(days=30)).sign()}/"


def invited(case: Case, by: User) -> Invitation:
    party = Party("CV Terang", "kontraktor@contoh.invalid")
    until = NOW + timedelta(days=10)
    return invite(case, party, "Kapan lampu dipasang?", until, by=by, at=NOW)


def page_of(invitation: Invitation) -> str:
    return f"/b/{party_link(invitation).sign()}/"


def photo(name: str = "foto.jpg", content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content if content is not None else jpeg(), "image/jpeg")


def test_a_reporter_answers_from_the_letter_in_words_and_photos(
    case: Case, alice: User, media: Path
) -> None:
    address = asked(case, alice)
    page = Client().get(address)
    assert page.status_code == 200
    assert "Di tiang nomor berapa?" in page.text
    assert page["Cache-Control"] == "private, no-store"
    assert page["Referrer-Policy"] == "no-referrer"
    answer = Client().post(address, {"text": "Tiang 12.", "photos": [photo()]}, follow=True)
    assert "Terima kasih, jawaban Anda sudah masuk." in answer.text
    inquiry = Inquiry.objects.get()
    assert inquiry.reply == "Tiang 12."
    request = case.filings.get().service_request
    assert request.photos.count() == 1
    assert Entry.objects.filter(kind="request.photos_added").count() == 1


def test_an_answered_question_is_over(case: Case, alice: User) -> None:
    address = asked(case, alice)
    Client().post(address, {"text": "Tiang 12."})
    for again in (Client().get(address), Client().post(address, {"text": "Lagi"})):
        assert again.status_code == 410
        assert "Di tiang nomor berapa?" not in again.text
    assert Inquiry.objects.get().reply == "Tiang 12."


def test_a_party_hands_in_words_and_photos_which_stand_under_its_name(
    case: Case, alice: User, media: Path
) -> None:
    invitation = invited(case, alice)
    address = page_of(invitation)
    page = Client().get(address)
    assert "Kapan lampu dipasang?" in page.text
    assert "CV Terang" in page.text
    for private in ("Lampu jalan depan pasar padam", "Siti", "siti@contoh.invalid", "Alice"):
        assert private not in page.text
    done = Client().post(address, {"text": "Besok pagi.", "photos": [photo()]}, follow=True)
    assert "Besok pagi." in done.text
    given = Contribution.objects.get()
    assert (given.text, given.photos.count()) == ("Besok pagi.", 1)
    (event,) = [event for event in history(case) if event.kind == "case.party_answered"]
    assert (event.said, event.detail, event.who) == ("Besok pagi.", "party:CV Terang", None)


def test_the_same_answer_twice_is_kept_once(case: Case, alice: User) -> None:
    address = page_of(invited(case, alice))
    first = Client().post(address, {"text": "Besok."})
    second = Client().post(address, {"text": "Besok."})
    assert (first.status_code, second.status_code) == (303, 409)
    assert Contribution.objects.count() == 1


def test_nothing_and_no_photo_are_told_beside_the_form(
    case: Case, alice: User, media: Path
) -> None:
    address = page_of(invited(case, alice))
    assert Client().post(address, {"text": "  "}).status_code == 422
    broken = photo("foto.jpg", b"no picture at all")
    told_so = Client().post(address, {"text": "Kata-kata saya", "photos": [broken]})
    assert told_so.status_code == 422
    assert "Kata-kata saya" in told_so.text
    assert Contribution.objects.count() == 0


def test_a_link_taken_back_is_over_and_says_nothing(case: Case, alice: User) -> None:
    invitation = invited(case, alice)
    revoke(invitation, by=alice, at=NOW)
    for answer in (
        Client().get(page_of(invitation)),
        Client().post(page_of(invitation), {"text": "Besok."}),
    ):
        assert answer.status_code == 410
        assert "Kapan lampu dipasang?" not in answer.text
    assert Contribution.objects.count() == 0


def test_an_expired_link_says_only_that(case: Case, alice: User) -> None:
    inquiry = ask(case, "Di tiang nomor berapa?", by=alice, at=NOW)
    request = case.filings.get().service_request
    link = Link(Purpose.REPLY, inquiry.pk, request.pk, NOW - timedelta(minutes=2))
    answer = Client().get(f"/b/{link.sign()}/", headers=HEADERS)
    assert answer.status_code == 410
    for private in (request.reference, request.spoken_code, "Di tiang nomor berapa?"):
        assert private not in answer.text


@pytest.mark.parametrize("token", ["x", "r-1-1-zzzzzzz.abc", "p-1-1-zzzzzzz", "." * 300])
def test_a_forged_link_leads_nowhere(token: str) -> None:
    for answer in (Client().get(f"/b/{token}/"), Client().post(f"/b/{token}/", {"text": "x"})):
        assert answer.status_code == 404


def test_a_link_for_one_thing_opens_no_other(case: Case, alice: User) -> None:
    invitation = invited(case, alice)
    other = case_of(told("budi@contoh.invalid", at=NOW))
    until = NOW + timedelta(days=3)
    wrong_case = Link(Purpose.PARTY, invitation.pk, other.pk, until)
    no_row = Link(Purpose.REPLY, 10**12, other.filings.get().service_request_id, until)
    for link in (wrong_case, no_row):
        assert Client().get(f"/b/{link.sign()}/").status_code == 404


def test_a_sixth_photo_is_too_many(case: Case, alice: User, media: Path) -> None:
    address = page_of(invited(case, alice))
    many = [photo(f"{number}.jpg") for number in range(6)]
    assert Client().post(address, {"text": "x", "photos": many}).status_code == 422
    assert Contribution.objects.count() == 0


def test_photos_that_arrived_stay_attached_while_the_answer_is_put_right(
    case: Case, alice: User, media: Path
) -> None:
    address = page_of(invited(case, alice))
    broken = photo("rusak.jpg", b"no picture at all")
    refused = Client().post(address, {"text": "Sudah", "photos": [photo("baik.jpg"), broken]})
    assert refused.status_code == 422
    assert "rusak.jpg" in refused.text
    tokens = re.findall(r'name="attached" value="([^"]+)" checked', refused.text)
    assert len(tokens) == 1
    assert Client().post(address, {"text": "Sudah", "attached": tokens}).status_code == 303
    assert Contribution.objects.get().photos.count() == 1
