"""Closing is a claim: pictures prove it, checks raise flags about them, and nothing is blocked."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest

from kentongan.casework.claiming import claim
from kentongan.casework.lending import LIFE, lend
from kentongan.casework.models import Case, Claim, Nonce, Proof, Stage
from kentongan.casework.opening import take_in
from kentongan.casework.overseeing import oversee
from kentongan.casework.proving import Picture, TooManyProofs
from kentongan.casework.reopening import reopen
from kentongan.casework.verifying import verify
from kentongan.intake.models import Channel
from kentongan.intake.photo_faults import UnknownPhotoKind
from kentongan.intake.photographing import CleanPhoto, clean
from kentongan.intake.report import Report
from kentongan.journal.models import Entry
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point
from tests.casework.pictures import cut, file, street
from tests.conftest import moment

FRIDAY = moment("2026-03-13 09:00")
MONDAY = moment("2026-03-16 10:00")
IN_MAWAR = Point(-6.1912, 106.6121)
FAR_AWAY = Point(-6.2091, 106.6305)

Opened = Callable[..., Case]


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: object, city: object) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]


@pytest.fixture
def alice(city: object) -> User:
    return user("alice", Role.ADMINISTRATOR, "setda")


@pytest.fixture
def bob(city: object) -> User:
    return user("bob", Role.OFFICER, "dishub")


def user(name: str, role: Role, unit: str) -> User:
    made = User.objects.add(name, name.title(), None)
    Membership.objects.create(user=made, unit=directory().unit_by_code[unit], role=role)
    return made


@pytest.fixture
def opened(alice: User) -> Opened:
    """Open and verify a case on a lamp, with photos of the complaint."""

    def make(*photos: CleanPhoto, kind: str = "PJU-01") -> Case:
        report = Report(kind, "Lampu padam", Channel.WEB, point=IN_MAWAR, photos=photos)
        case: Case = take_in(report, at=FRIDAY).filing.case
        verify(case, is_public=False, public_words="", by=alice, at=FRIDAY)
        return case

    return make


def live(case: Case, by: User, photo: CleanPhoto, taken: datetime = MONDAY) -> Picture:
    """A picture taken in the app at the case's own point."""
    nonce = lend(case, by=by, at=taken)
    return Picture(photo, nonce=nonce.code, taken_at=taken, point=IN_MAWAR)


def flags(claimed: Claim) -> dict[str, dict[str, object]]:
    return {flag["check"]: flag for proof in claimed.proofs.all() for flag in proof.flags}


def checks() -> list[str]:
    entry = Entry.objects.filter(kind="case.claimed").latest("id")
    return list(entry.particulars["checks"])


def test_a_picture_taken_in_the_app_on_the_spot_raises_no_flag(opened: Opened, bob: User) -> None:
    case = opened(clean(file(street(1))))
    taken = live(case, bob, clean(file(street(2))))
    claimed = claim(case, "Lampu sudah diganti.", [taken], by=bob, at=MONDAY)
    proof = claimed.proofs.get()
    assert (proof.source, proof.taken_at, proof.flags) == (Proof.Source.CAMERA, MONDAY, [])
    assert (proof.lat, proof.lon) == IN_MAWAR
    assert proof.nonce.used_at == MONDAY
    assert checks() == []


def test_a_gallery_picture_is_marked_and_its_metadata_read_before_it_is_thrown_away(
    opened: Opened, bob: User
) -> None:
    case = opened()
    photo = clean(file(street(3), at=IN_MAWAR, taken=MONDAY))
    claimed = claim(case, "Sudah.", [Picture(photo)], by=bob, at=MONDAY + timedelta(hours=1))
    proof = claimed.proofs.get()
    assert (proof.source, proof.taken_at, proof.flags) == (Proof.Source.GALLERY, MONDAY, [])
    assert (proof.lat, proof.lon) == pytest.approx(IN_MAWAR, abs=1e-4)


def test_a_picture_without_metadata_is_accepted_and_flagged(opened: Opened, bob: User) -> None:
    claimed = claim(opened(), "Sudah.", [Picture(clean(file(street(4))))], by=bob, at=MONDAY)
    assert list(flags(claimed)) == ["no_metadata"]
    assert claimed.case.stage == Stage.CLAIMED


def test_a_claim_without_pictures_stands_and_says_so(opened: Opened, bob: User) -> None:
    claimed = claim(opened(), "Sudah.", by=bob, at=MONDAY)
    assert claimed.case.stage == Stage.CLAIMED
    assert checks() == ["no_proof"]


def test_the_complaints_own_photo_encoded_anew_is_the_same_frame(opened: Opened, bob: User) -> None:
    scene = street(5)
    case = opened(clean(file(scene)))
    again = clean(file(scene, quality=45, size=(640, 480)))
    claimed = claim(case, "Sudah.", [live(case, bob, again)], by=bob, at=MONDAY)
    assert flags(claimed) == {"same_frame": {"check": "same_frame"}}


def test_the_complaints_own_photo_with_its_edges_cut_off_is_the_same_frame(
    opened: Opened, bob: User
) -> None:
    scene = street(6)
    case = opened(clean(file(scene)))
    trimmed = clean(file(cut(scene, 0.03)))
    claimed = claim(case, "Sudah.", [live(case, bob, trimmed)], by=bob, at=MONDAY)
    assert set(flags(claimed)) == {"same_frame"}


def test_a_photo_of_another_report_anywhere_in_the_city_is_reused(
    opened: Opened, bob: User
) -> None:
    other = opened(clean(file(street(7))))
    photo = other.filings.get().service_request.photos.get()
    case = opened(clean(file(street(8))))
    stolen = clean(file(street(7), quality=50, size=(1024, 768)))
    claimed = claim(case, "Sudah.", [live(case, bob, stolen)], by=bob, at=MONDAY)
    flag = flags(claimed)["reused"]
    assert (flag["of"], flag["row"]) == ("photo", photo.pk)
    assert flag["off"] is not None


def test_a_unit_does_not_learn_that_its_picture_is_in_a_matter_of_oversight(
    opened: Opened, alice: User, bob: User
) -> None:
    photo, told, mine = (clean(file(street(12 + n))) for n in range(3))
    about_bob, other = opened(photo), opened()
    claim(other, "Sudah.", [live(other, bob, told)], by=bob, at=MONDAY)
    for case in (about_bob, other):
        oversee(case, "Pungli", by=alice, at=MONDAY)
    for hidden in (photo, told):
        case = opened(mine)
        claimed = claim(case, "Sudah.", [live(case, bob, hidden)], by=bob, at=MONDAY)
        assert flags(claimed) == {}
        claimed.proofs.all().delete()
    ina = user("ina", Role.OFFICER, "inspektorat")
    inner = opened()
    oversee(inner, "Pungli juga", by=alice, at=MONDAY)
    claimed = claim(inner, "Sudah.", [live(inner, ina, photo)], by=ina, at=MONDAY)
    assert "reused" in flags(claimed)


def test_the_very_same_file_in_two_claims_is_reused_even_if_it_is_too_plain_to_compare(
    opened: Opened, bob: User
) -> None:
    from PIL import Image

    night = Image.new("RGB", (400, 300), "black")
    first = claim(opened(), "Sudah.", [Picture(clean(file(night)))], by=bob, at=MONDAY)
    later = MONDAY + timedelta(days=1)
    claimed = claim(opened(), "Sudah.", [Picture(clean(file(night)))], by=bob, at=later)
    assert Proof.objects.filter(likeness=None).count() == 2
    flag = flags(claimed)["reused"]
    assert (flag["of"], flag["row"], flag["off"]) == ("proof", first.proofs.get().pk, None)


def test_the_same_picture_again_after_the_claim_fell_is_reused(
    opened: Opened, alice: User, bob: User
) -> None:
    case, photo = opened(), clean(file(street(9)))
    claim(case, "Sudah.", [live(case, bob, photo)], by=bob, at=MONDAY)
    reopen(case, "Belum nyala.", by=alice, at=MONDAY + timedelta(hours=1))
    later = MONDAY + timedelta(hours=2)
    claimed = claim(case, "Sudah.", [live(case, bob, photo, later)], by=bob, at=later)
    assert set(flags(claimed)) == {"reused"}


def test_two_streets_are_not_taken_for_each_other(opened: Opened, bob: User) -> None:
    for seed in range(20, 40):
        case = opened(clean(file(street(seed))))
        taken = live(case, bob, clean(file(street(seed + 100))))
        claimed = claim(case, "Sudah.", [taken], by=bob, at=MONDAY)
        assert flags(claimed) == {}


def test_a_picture_taken_elsewhere_says_by_how_much(opened: Opened, bob: User) -> None:
    photo = clean(file(street(10), at=FAR_AWAY, taken=MONDAY))
    claimed = claim(opened(), "Sudah.", [Picture(photo)], by=bob, at=MONDAY)
    assert flags(claimed)["elsewhere"]["metres"] == pytest.approx(2840, abs=30)


def test_a_picture_older_than_the_case_is_too_early(opened: Opened, bob: User) -> None:
    photo = clean(file(street(11), at=IN_MAWAR, taken=FRIDAY - timedelta(days=2)))
    claimed = claim(opened(), "Sudah.", [Picture(photo)], by=bob, at=MONDAY)
    assert flags(claimed) == {"too_early": {"check": "too_early", "minutes": 2 * 24 * 60}}


def test_a_picture_older_than_the_last_reopening_is_too_early(
    opened: Opened, alice: User, bob: User
) -> None:
    case = opened()
    claim(case, "Sudah.", by=bob, at=MONDAY)
    reopen(case, "Belum.", by=alice, at=MONDAY + timedelta(days=1))
    photo = clean(file(street(12), at=IN_MAWAR, taken=MONDAY))
    claimed = claim(case, "Sudah.", [Picture(photo)], by=bob, at=MONDAY + timedelta(days=2))
    assert set(flags(claimed)) == {"too_early"}


def test_an_old_picture_handed_in_as_a_live_one_is_told_by_its_own_metadata(
    opened: Opened, bob: User
) -> None:
    case = opened()
    old = clean(file(street(13), at=IN_MAWAR, taken=MONDAY - timedelta(days=1)))
    claimed = claim(case, "Sudah.", [live(case, bob, old)], by=bob, at=MONDAY)
    assert flags(claimed)["clock"]["minutes"] == 24 * 60


def test_a_device_whose_clock_is_far_off_is_flagged(opened: Opened, bob: User) -> None:
    case = opened()
    nonce = lend(case, by=bob, at=MONDAY)
    ahead = MONDAY + timedelta(hours=5)
    picture = Picture(clean(file(street(14))), nonce.code, taken_at=ahead, point=IN_MAWAR)
    claimed = claim(case, "Sudah.", [picture], by=bob, at=MONDAY)
    assert flags(claimed) == {"clock": {"check": "clock", "minutes": 300}}


def test_a_nonce_serves_one_picture_only(opened: Opened, bob: User) -> None:
    case = opened()
    nonce = lend(case, by=bob, at=MONDAY)
    pictures = [
        Picture(clean(file(street(seed))), nonce.code, taken_at=MONDAY, point=IN_MAWAR)
        for seed in (15, 16)
    ]
    claimed = claim(case, "Sudah.", pictures, by=bob, at=MONDAY)
    first, second = claimed.proofs.order_by("pk")
    assert (first.source, first.flags) == (Proof.Source.CAMERA, [])
    assert second.source == Proof.Source.GALLERY
    assert {"check": "bad_nonce", "why": "used"} in second.flags
    assert second.taken_at is None


@pytest.mark.parametrize("why", ["expired", "foreign person", "foreign case", "unknown"])
def test_a_nonce_that_does_not_hold_makes_it_an_older_picture(
    opened: Opened, alice: User, bob: User, why: str
) -> None:
    case, at = opened(), MONDAY
    code = lend(case, by=bob, at=MONDAY).code
    if why == "expired":
        at = MONDAY + LIFE + timedelta(seconds=1)
    elif why == "foreign person":
        code = lend(case, by=alice, at=MONDAY).code
    elif why == "foreign case":
        code = lend(opened(), by=bob, at=MONDAY).code
    else:
        code = "0" * 32
    picture = Picture(clean(file(street(17))), code, taken_at=MONDAY, point=IN_MAWAR)
    proof = claim(case, "Sudah.", [picture], by=bob, at=at).proofs.get()
    assert proof.source == Proof.Source.GALLERY
    assert {"check": "bad_nonce", "why": why.partition(" ")[0]} in proof.flags
    assert (proof.nonce, proof.lat) == (None, None)


def test_what_was_lent_and_never_used_is_swept_away(opened: Opened, bob: User) -> None:
    case = opened()
    lend(case, by=bob, at=MONDAY)
    lend(case, by=bob, at=MONDAY + timedelta(days=2))
    assert Nonce.objects.get().issued_at == MONDAY + timedelta(days=2)


def test_a_disguised_file_is_no_picture() -> None:
    with pytest.raises(UnknownPhotoKind):
        clean(BytesIO(b"GIF89a" + bytes(200)))


def test_at_most_eight_pictures_fit_and_a_ninth_keeps_nothing(opened: Opened, bob: User) -> None:
    case = opened()
    pictures = [Picture(clean(file(street(seed)))) for seed in range(50, 59)]
    with pytest.raises(TooManyProofs):
        claim(case, "Sudah.", pictures, by=bob, at=MONDAY)
    assert not case.claims.exists()
