"""Pictures stored before there was a likeness get one; a third party's are recognised, too."""

from datetime import timedelta
from pathlib import Path

import pytest

from kentongan.casework.contributing import contribute
from kentongan.casework.inviting import Party, invite
from kentongan.casework.likening import Likened, liken_stored
from kentongan.casework.models import Case, Claim, PartyPhoto
from kentongan.casework.opening import take_in
from kentongan.casework.recognising import recognise
from kentongan.intake import photo_files
from kentongan.intake.models import Channel, Photo
from kentongan.intake.photographing import CleanPhoto, clean
from kentongan.intake.report import Report
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point
from tests.casework.pictures import cut, file, street
from tests.conftest import moment

FRIDAY = moment("2026-03-13 09:00")


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: object, city: object) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def alice(city: object) -> User:
    made = User.objects.add("alice", "Alice", None)
    Membership.objects.create(user=made, unit=directory().unit_by_code["setda"], role=Role.OPERATOR)
    return made


def opened(*photos: CleanPhoto) -> Case:
    told = {"channel": Channel.WEB, "point": Point(-6.1912, 106.6121), "photos": photos}
    report = Report("PJU-01", "Lampu padam", **told)  # type: ignore[arg-type]
    return take_in(report, at=FRIDAY).filing.case


def handed_in(case: Case, photo: CleanPhoto, by: User) -> PartyPhoto:
    party = Party("PT Contoh", email="pt@contoh.id")
    until = FRIDAY + timedelta(days=9)
    invitation = invite(case, party, "Sudah?", until, by=by, at=FRIDAY)
    return contribute(invitation, "Sudah", [photo], at=FRIDAY).photos.get()


def test_what_a_third_party_handed_in_is_recognised_in_another_case(alice: User) -> None:
    given = handed_in(opened(), clean(file(street(1))), alice)
    again = clean(file(cut(street(1), 0.01)))
    other = opened()
    twin = recognise(again.digest, again.likeness, claim=Claim(case=other))
    assert twin is not None
    assert (twin.of, twin.row) == ("party_photo", given.pk)
    same = given.contribution.invitation.case
    assert recognise(again.digest, again.likeness, claim=Claim(case=same)) is None


def test_pictures_of_old_get_their_likeness_and_the_second_time_nothing_is_left(
    alice: User,
) -> None:
    case = opened(clean(file(street(1))), clean(file(street(2))))
    given = handed_in(case, clean(file(street(3))), alice)
    before = set(Photo.objects.values_list("likeness", flat=True))
    Photo.objects.update(likeness=None)
    PartyPhoto.objects.update(likeness=None)
    assert liken_stored() == Likened(filled=3)
    assert set(Photo.objects.values_list("likeness", flat=True)) == before
    was, given = given.likeness, PartyPhoto.objects.get()
    assert given.likeness == was
    assert liken_stored() == Likened()


def test_a_file_that_is_gone_or_broken_keeps_no_other_from_its_likeness() -> None:
    opened(clean(file(street(1))), clean(file(street(2))), clean(file(street(3))))
    Photo.objects.update(likeness=None)
    first, second, third = Photo.objects.order_by("pk")
    photo_files.remove(first.file)
    (photo_files.folder() / second.file).write_bytes(b"no picture")
    assert liken_stored() == Likened(filled=1, unreadable=2)
    third.refresh_from_db()
    assert third.likeness is not None
