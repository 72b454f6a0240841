"""A file stays while anything still points to it, in whichever room that is."""

from datetime import timedelta
from pathlib import Path

import pytest

from kentongan.casework.claiming import claim
from kentongan.casework.erasing import erase
from kentongan.casework.models import Proof
from kentongan.casework.proving import Picture
from kentongan.dialogue.models import Conversation
from kentongan.intake import photo_files
from kentongan.intake.forgetting import remove_files
from kentongan.intake.models import ServiceRequest
from kentongan.intake.photographing import CleanPhoto, clean
from kentongan.people.models import Role
from tests.casework.test_privacy import FRIDAY, LATER, picture, shown, told, user

pytestmark = pytest.mark.usefixtures("city")


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]


@pytest.fixture
def photo() -> CleanPhoto:
    return clean(picture())


def erased(photo: CleanPhoto) -> ServiceRequest:
    """A report with this picture, whose reporter was erased with all that they told."""
    request = told(photos=(photo,))
    guard = user("guard", Role.ADMINISTRATOR, "setda")
    erase(request, words_too=True, by=guard, at=LATER)
    assert remove_files() == 1
    return request


def is_kept(photo: CleanPhoto) -> bool:
    places = (photo_files.find(photo.digest, small=small) for small in (False, True))
    return any(place is not None for place in places)


def test_a_picture_of_nothing_else_goes(photo: CleanPhoto) -> None:
    request = erased(photo)
    assert not is_kept(photo)
    assert request.photos.get().file == ""


def test_a_proof_of_the_same_picture_keeps_its_file(photo: CleanPhoto) -> None:
    case = shown(told(), user("alice", Role.OPERATOR, "setda"))
    bob = user("bob", Role.OFFICER, "dishub")
    claim(case, "Sudah diganti.", (Picture(photo),), by=bob, at=LATER)
    request = erased(photo)
    assert is_kept(photo)
    assert photo_files.find(Proof.objects.get().digest) is not None
    assert request.photos.get().file == ""


def test_a_draft_that_holds_the_same_picture_keeps_its_file(photo: CleanPhoto) -> None:
    draft = {"photos": [{"digest": photo.digest, "file": photo.file}]}
    began = {"began_at": FRIDAY, "last_at": FRIDAY + timedelta(minutes=1)}
    Conversation.objects.create(channel="sms", address="+6281", draft=draft, **began)
    erased(photo)
    assert is_kept(photo)
