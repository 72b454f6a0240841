"""The claim at the desk: with pictures from the app, from a gallery, and without any."""

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from kentongan.casework.models import Case, Claim, Nonce, Proof
from kentongan.casework.verifying import verify
from kentongan.intake import photo_files
from kentongan.people.models import User
from tests.casework.pictures import file, street
from tests.workdesk.conftest import IN_MAWAR, AtDesk, OpenCase


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def case(lamp: OpenCase, alice: User) -> Case:
    opened = lamp(at=timezone.now() - timedelta(days=2))
    verify(opened, is_public=False, public_words="", by=alice, at=timezone.now())
    return opened


def sent(picture: BytesIO, name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture.read(), "image/jpeg")


def test_a_picture_from_the_camera_arrives_with_its_time_place_and_nonce(
    case: Case, bob: User, at_desk: AtDesk
) -> None:
    desk = at_desk(bob)
    lent = desk.post(f"/meja/kasus/{case.reference}/nonce").json()
    form = {
        "text": "Lampu sudah diganti.",
        "shots": [sent(file(street(1)))],
        "shot_nonce": [lent["nonce"]],
        "shot_at": [timezone.now().isoformat().replace("+00:00", "Z")],
        "shot_lat": [str(IN_MAWAR.lat)],
        "shot_lon": [str(IN_MAWAR.lon)],
    }
    answer = desk.post(f"/meja/kasus/{case.reference}/klaim", form)
    assert answer.status_code == 303
    proof = Proof.objects.get()
    assert (proof.source, proof.flags) == (Proof.Source.CAMERA, [])
    page = desk.get(answer["Location"]).content.decode()
    assert "diambil di aplikasi" in page
    assert f"/foto/kecil/{proof.digest}.jpg" in page


def test_an_older_picture_is_marked_and_its_flags_are_told_in_plain_words(
    case: Case, bob: User, at_desk: AtDesk
) -> None:
    desk = at_desk(bob)
    form = {"text": "Sudah.", "pictures": [sent(file(street(2)))]}
    answer = desk.post(f"/meja/kasus/{case.reference}/klaim", form, follow=True)
    page = answer.content.decode()
    assert "foto lama, dipilih dari galeri" in page
    assert "Tidak disebut kapan atau di mana foto ini diambil." in page


def test_a_claim_without_a_picture_stands_and_everybody_sees_it(
    case: Case, bob: User, at_desk: AtDesk
) -> None:
    form = {"text": "Sudah."}
    answer = at_desk(bob).post(f"/meja/kasus/{case.reference}/klaim", form, follow=True)
    assert "Tidak ada foto yang memperlihatkan hasilnya." in answer.content.decode()
    assert Claim.objects.get().proofs.count() == 0


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"#!/bin/sh\necho bukan foto\n" + bytes(300), "bukan foto yang bisa kami baca"),
        (file(street(3)).read()[:4000], "rusak atau tidak utuh"),
        (bytes(11 * 1024 * 1024), "lebih dari 10 MB"),
    ],
    ids=["disguised", "broken", "too big"],
)
def test_a_file_that_is_no_picture_is_named_and_the_words_are_kept(
    case: Case, bob: User, at_desk: AtDesk, data: bytes, said: str
) -> None:
    form = {"text": "Lampu sudah nyala lagi.", "pictures": [sent(BytesIO(data), "bukti.jpg")]}
    answer = at_desk(bob).post(f"/meja/kasus/{case.reference}/klaim", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "bukti.jpg" in page
    assert said in page
    assert "Lampu sudah nyala lagi." in page
    assert not Claim.objects.exists()


def test_nine_pictures_are_too_many(case: Case, bob: User, at_desk: AtDesk) -> None:
    form = {"text": "Sudah.", "pictures": [sent(file(street(seed))) for seed in range(9)]}
    answer = at_desk(bob).post(f"/meja/kasus/{case.reference}/klaim", form)
    assert answer.status_code == 422
    assert not Claim.objects.exists()


def test_what_the_camera_says_of_itself_may_be_nonsense(
    case: Case, bob: User, at_desk: AtDesk
) -> None:
    form = {
        "text": "Sudah.",
        "shots": [sent(file(street(4)))],
        "shot_nonce": ["'; --"],
        "shot_at": ["kemarin"],
        "shot_lat": ["nan"],
        "shot_lon": ["1e999"],
    }
    answer = at_desk(bob).post(f"/meja/kasus/{case.reference}/klaim", form)
    assert answer.status_code == 303
    proof = Proof.objects.get()
    assert (proof.source, proof.lat, proof.taken_at) == (Proof.Source.GALLERY, None, None)


def test_nobody_is_lent_a_nonce_for_a_case_that_is_not_theirs(
    case: Case, alice: User, charlie: User, at_desk: AtDesk
) -> None:
    for stranger in (charlie, alice):  # the operator sees it, and may not claim
        answer = at_desk(stranger).post(f"/meja/kasus/{case.reference}/nonce")
        assert answer.status_code == 404
    assert not Nonce.objects.exists()


def attached(page: str) -> list[str]:
    """The tokens of the pictures that the form holds already, all ticked."""
    return re.findall(r'name="attached" value="([^"]+)" checked', page)


def test_after_a_refusal_no_picture_has_to_be_chosen_again(
    case: Case, bob: User, at_desk: AtDesk
) -> None:
    desk, address = at_desk(bob), f"/meja/kasus/{case.reference}/klaim"
    lent = desk.post(f"/meja/kasus/{case.reference}/nonce").json()
    form = {
        "text": " ",
        "shots": [sent(file(street(1)))],
        "shot_nonce": [lent["nonce"]],
        "shot_at": [timezone.now().isoformat()],
        "shot_lat": [str(IN_MAWAR.lat)],
        "shot_lon": [str(IN_MAWAR.lon)],
        "pictures": [sent(file(street(2))), sent(BytesIO(b"x" * 300), "bukti.jpg")],
    }
    refused = desk.post(address, form)
    assert refused.status_code == 422
    assert "bukti.jpg" in refused.content.decode()
    tokens = attached(refused.content.decode())
    assert len(tokens) == 2
    again = desk.post(address, {"text": " ", "attached": tokens})
    assert again.status_code == 422
    assert attached(again.content.decode())
    assert desk.post(address, {"text": "Sudah.", "attached": tokens}).status_code == 303
    proofs = Proof.objects.order_by("pk")
    assert [proof.source for proof in proofs] == [Proof.Source.CAMERA, Proof.Source.GALLERY]
    assert proofs[0].flags == []
    assert all(photo_files.find(proof.digest) for proof in proofs)


def test_a_picture_that_was_unticked_is_not_sent(case: Case, bob: User, at_desk: AtDesk) -> None:
    desk, address = at_desk(bob), f"/meja/kasus/{case.reference}/klaim"
    form = {"text": "", "pictures": [sent(file(street(seed))) for seed in (1, 2)]}
    tokens = attached(desk.post(address, form).content.decode())
    desk.post(address, {"text": "Sudah.", "attached": tokens[1:]})
    assert Proof.objects.count() == 1


def test_a_forged_or_swept_picture_is_told_and_the_others_stay(
    case: Case, bob: User, at_desk: AtDesk
) -> None:
    desk, address = at_desk(bob), f"/meja/kasus/{case.reference}/klaim"
    form = {"text": "", "pictures": [sent(file(street(1)))]}
    (token,) = attached(desk.post(address, form).content.decode())
    refused = desk.post(address, {"text": "Sudah.", "attached": [token, token[:-2] + "xx"]})
    assert refused.status_code == 422
    assert len(attached(refused.content.decode())) == 1
    assert not Claim.objects.exists()
