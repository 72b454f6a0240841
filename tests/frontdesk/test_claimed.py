"""Is it fixed? What reporters read of a claim on their own page, and what they say of it."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from kentongan.casework.claiming import claim
from kentongan.casework.lapsing import lapse_due
from kentongan.casework.models import Case, Filing, Verdict
from kentongan.casework.verifying import verify
from kentongan.intake.models import ServiceRequest
from kentongan.people.models import Role, User
from tests.frontdesk.pictures import jpeg
from tests.frontdesk.test_following import case_of, page, told, user

pytestmark = pytest.mark.usefixtures("city")
DAY = timedelta(days=1)
YES, NO = "Ya, sudah beres", "Belum, ini belum beres"


@pytest.fixture
def voices() -> list[ServiceRequest]:
    """Two voices of one case that the unit claims to have done an hour ago."""
    at = timezone.now() - timedelta(hours=1)
    first, second = told(at), told(at)
    case = case_of(first)
    Filing.objects.filter(service_request=second).update(case=case)
    verify(case, is_public=True, public_words="", by=user("alice", Role.OPERATOR, "setda"), at=at)
    claim(case, "Lampu sudah diganti.", by=user("bobby", Role.OFFICER, "dishub"), at=at)
    return [first, second]


def upload() -> SimpleUploadedFile:
    return SimpleUploadedFile("lampu.jpg", jpeg(), "image/jpeg")


def public(told: ServiceRequest) -> str:
    return Client().get(f"/laporan/{now(told).reference}/").content.decode()


def say(told: ServiceRequest, word: str, **typed: object) -> object:
    citizen = Client(enforce_csrf_checks=True)
    return citizen.post(f"/t/{told.spoken_code}/{word}", typed)


def now(told: ServiceRequest) -> Case:
    return case_of(told)


def test_the_page_says_what_was_claimed_and_asks(voices: list[ServiceRequest]) -> None:
    text = page(voices[0])
    for said in ("Lampu sudah diganti.", "dinyatakan selesai, sedang diperiksa", YES, NO):
        assert said in text
    assert "Anda dapat berkeberatan sampai" in text
    assert "lewat tenggat" not in text
    assert "Bobby" not in text


def test_one_tap_confirms(voices: list[ServiceRequest]) -> None:
    answer = say(voices[0], "beres")
    assert answer.status_code == 303
    assert now(voices[0]).outcome == "confirmed"
    text = page(voices[0])
    assert "Anda menyatakan: sudah beres." in text
    assert YES not in text


def test_satisfaction_and_words_are_kept_apart(voices: list[ServiceRequest]) -> None:
    say(voices[0], "beres", satisfaction="2", text="Lama sekali.")
    verdict = Verdict.objects.get()
    assert (verdict.is_true, verdict.satisfaction, verdict.text) == (True, 2, "Lama sekali.")
    assert "Lama sekali." in page(voices[0])
    assert "Lama sekali." not in page(voices[1])


@pytest.mark.parametrize("satisfaction", ["6", "0", "x", "²", "99999999999"])
def test_a_satisfaction_that_is_none_is_refused(
    voices: list[ServiceRequest], satisfaction: str
) -> None:
    answer = say(voices[0], "beres", satisfaction=satisfaction)
    assert answer.status_code == 422
    assert "angka 1 sampai 5" in answer.content.decode()
    assert now(voices[0]).is_open


def test_a_dispute_reopens_and_every_voice_reads_only_its_own_words(
    voices: list[ServiceRequest],
) -> None:
    assert say(voices[0], "belum", reason="Masih padam <b>").status_code == 303
    assert (now(voices[0]).outcome, now(voices[0]).step) == ("", 1)
    own, other = page(voices[0]), page(voices[1])
    assert "Masih padam &lt;b&gt;" in own
    assert "Anda menyatakan: belum beres." in own
    assert "Masih padam" not in other
    assert "1 suara menyatakan belum beres" in other
    assert "Bagi saya juga belum beres" in other
    assert say(voices[1], "belum", reason="Sama.").status_code == 303
    assert "2 suara menyatakan belum beres" in page(voices[0])


def test_a_dispute_without_words_is_told_beside_the_field(voices: list[ServiceRequest]) -> None:
    answer = say(voices[0], "belum", reason=" ")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="field-reason-error"' in text
    assert '<details class="no" open>' in text


def test_who_comes_too_late_is_told_so(voices: list[ServiceRequest]) -> None:
    say(voices[0], "belum", reason="Masih padam")
    answer = say(voices[1], "beres")
    assert answer.status_code == 409
    assert "Tidak ada pernyataan selesai" in answer.content.decode()


def test_unopposed_is_said_plainly_and_may_still_be_disputed(
    voices: list[ServiceRequest],
) -> None:
    assert lapse_due(at=timezone.now() + 30 * DAY) == 1
    text = page(voices[0])
    assert "dinyatakan selesai, tanpa keberatan" in text
    assert "belum ada yang membenarkannya" in text
    assert YES not in text
    assert say(voices[1], "belum", reason="Ternyata masih padam").status_code == 303
    assert now(voices[0]).is_open


def test_nobody_judges_by_a_code_that_is_none(city: object) -> None:
    for word in ("beres", "belum"):
        assert Client().post(f"/t/AAAA-BBBB-CCCC/{word}", {"reason": "x"}).status_code == 404
        assert Client().get(f"/t/AAAA-BBBB-CCCC/{word}").status_code == 405


def test_the_public_reads_that_it_is_being_checked_and_no_words(
    voices: list[ServiceRequest],
) -> None:
    say(voices[0], "belum", reason="Masih padam di depan rumah saya")
    public = Client().get(f"/laporan/{now(voices[0]).reference}/").content.decode()
    assert "Dibantah: belum selesai" in public
    assert "rumah saya" not in public


def test_pictures_of_a_dispute_are_private_and_shown_to_those_at_work(
    voices: list[ServiceRequest],
) -> None:
    answer = say(voices[0], "belum", reason="Masih padam", photos=upload())
    assert answer.status_code == 303
    photo = voices[0].photos.get()
    assert (photo.is_public, photo.screened_at) == (False, None)
    assert f"{photo.digest}.jpg" in page(voices[0])
    assert photo.digest not in page(voices[1])
    assert photo.digest not in public(voices[0])
    desk = Client()
    desk.force_login(User.objects.get(username="bobby"))
    seen = desk.get(f"/meja/kasus/{now(voices[0]).reference}/")
    assert f"{photo.digest}.jpg" in seen.content.decode()


def test_a_picture_stays_with_the_form_while_its_words_are_put_right(
    voices: list[ServiceRequest],
) -> None:
    text = say(voices[0], "belum", reason="", photos=upload()).content.decode()
    token = re.search(r'name="attached" value="([^"]+)"', text)
    assert token is not None
    assert not voices[0].photos.exists()
    assert say(voices[0], "belum", reason="Padam", attached=token[1]).status_code == 303
    assert voices[0].photos.count() == 1


def test_what_is_no_picture_is_told_beside_the_field_and_nothing_is_kept(
    voices: list[ServiceRequest],
) -> None:
    answer = say(voices[0], "belum", reason="Padam", photos=SimpleUploadedFile("a.jpg", b"no"))
    assert answer.status_code == 422
    assert 'id="photos-belum-error"' in answer.content.decode()
    assert not Verdict.objects.exists()
