"""Who and what are hidden by one, shown again by two, looked at with a reason, and erased."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from psycopg.sql import SQL, Identifier

from kentongan.casework.adding import add_voice
from kentongan.casework.asking import ask, reply
from kentongan.casework.claiming import claim
from kentongan.casework.disputing import dispute
from kentongan.casework.erasing import erase
from kentongan.casework.guarding import AlreadyEnded, decline, fulfil, restrict
from kentongan.casework.hiding import NotToBeShown, Target
from kentongan.casework.holding import NoSuchCase
from kentongan.casework.looking import NobodyNamed, Reason, look
from kentongan.casework.models import Case, IdentityLook, What, Widening
from kentongan.casework.narrowing import AlreadyHidden, narrow, narrow_own
from kentongan.casework.opening import take_in
from kentongan.casework.public_photos import is_public_copy, public_photos
from kentongan.casework.reaching import reaches
from kentongan.casework.screening import NeedsTwo, screen
from kentongan.casework.verifying import ToldInConfidence, verify
from kentongan.casework.widening import (
    AlreadyAskedFor,
    NeedsAnother,
    ask_own,
    ask_to_widen,
    second,
)
from kentongan.casework.widening import decline as decline_widening
from kentongan.intake import photo_files
from kentongan.intake.covering import Area
from kentongan.intake.forgetting import remove_files
from kentongan.intake.models import Channel, DataRequest, Reporter, ServiceRequest
from kentongan.intake.photographing import clean
from kentongan.intake.report import Person, Report
from kentongan.intake.wishing import Kind, notice_late, wish
from kentongan.journal.models import Entry
from kentongan.people.models import Membership, Role, User
from kentongan.people.permissions import Act
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point
from kentongan.toolbox.refusals import NotFound
from tests.conftest import moment

pytestmark = pytest.mark.usefixtures("city")
FRIDAY = moment("2026-03-13 09:00")
LATER = FRIDAY + timedelta(hours=1)
ANI = Person(name="Ani Contoh", email="ani@contoh.id", phone="+6281200000000")


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]


def user(name: str, role: Role, unit: str) -> User:
    made = User.objects.add(name, name.title(), None)
    Membership.objects.create(user=made, unit=directory().unit_by_code[unit], role=role)
    return made


@pytest.fixture
def alice() -> User:
    return user("alice", Role.OPERATOR, "setda")


@pytest.fixture
def ayu() -> User:
    return user("ayu", Role.OPERATOR, "setda")


@pytest.fixture
def bob() -> User:
    return user("bob", Role.OFFICER, "dishub")


@pytest.fixture
def dewi() -> User:
    return user("dewi", Role.ADMINISTRATOR, "setda")


@pytest.fixture
def walikota() -> User:
    return user("walikota", Role.LEADER, "setda")


def picture() -> BytesIO:
    from PIL import Image

    image = Image.effect_noise((400, 300), 90).convert("RGB")
    out = BytesIO()
    image.save(out, "JPEG")
    out.seek(0)
    return out


def told(**more: object) -> ServiceRequest:
    given = {"person": ANI, "point": Point(-6.1912, 106.6121), **more}
    report = Report("PJU-01", "Lampu depan rumah Ani padam", Channel.WEB, **given)  # type: ignore[arg-type]
    return take_in(report, at=FRIDAY)


def shown(request: ServiceRequest, by: User) -> Case:
    return verify(request.filing.case, is_public=True, public_words="Lampu padam", by=by, at=LATER)


def test_what_was_told_in_confidence_only_the_unit_and_the_gate_reach(
    alice: User, bob: User, walikota: User
) -> None:
    case = told(is_confidential=True).filing.case
    assert case.is_confidential
    for reader, reaches_it in ((alice, True), (bob, True), (walikota, False)):
        assert Case.objects.reachable_by(reader).filter(pk=case.pk).exists() is reaches_it
        assert reaches(reader, Act.SEE, case) is reaches_it
        assert Case.objects.reachable_by(reader).saying("lampu").exists() is reaches_it
    with pytest.raises(ToldInConfidence):
        verify(case, is_public=True, public_words="Lampu padam", by=alice, at=LATER)


def test_confidence_taken_later_hides_a_public_case_at_once(alice: User) -> None:
    request = told()
    case = shown(request, alice)
    narrow_own(request, What.CONTENT, at=LATER)
    case.refresh_from_db()
    assert (case.is_public, case.is_confidential, case.public_words) == (False, True, "")
    assert case.public_lat is None
    with pytest.raises(AlreadyHidden):
        narrow_own(request, What.CONTENT, at=LATER)


def test_a_case_hidden_by_one_is_shown_again_only_by_two(alice: User, ayu: User, bob: User) -> None:
    case = shown(told(), alice)
    narrow(case, Target(What.CASE), by=bob, at=LATER)
    case.refresh_from_db()
    assert not case.is_public
    asked = ask_to_widen(
        case, Target(What.CASE), "Warga bertanya", public_words="Lampu mati", by=alice, at=LATER
    )
    with pytest.raises(AlreadyAskedFor):
        ask_to_widen(case, Target(What.CASE), "Lagi", by=ayu, at=LATER)
    with pytest.raises(NeedsAnother):
        second(asked, by=alice, at=LATER)
    with pytest.raises(NoSuchCase):
        second(asked, by=bob, at=LATER)
    second(asked, by=ayu, at=LATER)
    case.refresh_from_db()
    assert (case.is_public, case.public_words) == (True, "Lampu mati")
    kinds = Entry.objects.filter(about="case", about_id=case.pk).values_list("kind", flat=True)
    assert {"case.narrowed", "case.widening_asked", "case.widened"} <= set(kinds)


def test_not_even_the_database_takes_the_same_person_twice(alice: User) -> None:
    case = shown(told(), alice)
    narrow(case, Target(What.CASE), by=alice, at=LATER)
    asked = ask_to_widen(case, Target(What.CASE), "Perlu", by=alice, at=LATER)
    asked.decided_by, asked.decided_at, asked.is_seconded = alice, LATER, True
    with pytest.raises(IntegrityError), transaction.atomic():
        asked.save()


def test_whoever_asked_may_take_it_back(alice: User) -> None:
    case = shown(told(), alice)
    narrow(case, Target(What.CASE), by=alice, at=LATER)
    asked = ask_to_widen(case, Target(What.CASE), "Perlu", by=alice, at=LATER)
    assert decline_widening(asked, by=alice, at=LATER).is_seconded is False
    case.refresh_from_db()
    assert not case.is_public


def test_a_reporter_who_wants_to_be_known_again_needs_one_at_work(alice: User) -> None:
    request = told(is_anonymous=True)
    asked = ask_own(request, What.IDENTITY, at=LATER)
    second(asked, by=alice, at=LATER)
    request.refresh_from_db()
    assert not request.is_anonymous


def test_an_unverified_case_is_shown_by_nobody(alice: User) -> None:
    with pytest.raises(NotToBeShown):
        ask_to_widen(told().filing.case, Target(What.CASE), "Perlu", by=alice, at=LATER)


def test_a_photo_is_public_only_once_screened_and_while_its_case_is(alice: User) -> None:
    request = told(photos=(clean(picture()),))
    case, photo = shown(request, alice), request.photos.get()
    assert public_photos([case.pk]) == {}
    screen(photo, is_public=True, areas=[Area(10, 10, 30, 30)], by=alice, at=LATER)
    photo.refresh_from_db()
    assert [each.pk for each in public_photos([case.pk])[case.pk]] == [photo.pk]
    assert is_public_copy(photo.public_digest)
    assert not is_public_copy(photo.digest)
    narrow(case, Target(What.CASE), by=alice, at=LATER)
    assert not is_public_copy(photo.public_digest)


def test_of_a_covered_area_nothing_but_four_colours_is_left(alice: User) -> None:
    from PIL import Image

    request = told(photos=(clean(picture()),))
    shown(request, alice)
    photo = request.photos.get()
    screen(photo, is_public=True, areas=[Area(25, 25, 50, 50)], by=alice, at=LATER)
    photo.refresh_from_db()
    path, original = photo_files.find_shown(photo.public_digest), photo_files.find(photo.digest)
    assert path is not None
    assert original is not None
    with Image.open(path) as copy, Image.open(original) as was:
        box = (104, 79, 296, 221)
        covered, before = copy.convert("L").crop(box), was.convert("L").crop(box)
        low, high = covered.getextrema()
        assert high - low < 40
        assert before.getextrema()[1] - before.getextrema()[0] > 150
        assert copy.convert("L").crop((0, 0, 90, 60)).getextrema()[0] < 60


def test_covering_less_or_showing_what_was_hidden_takes_two(alice: User, ayu: User) -> None:
    request = told(photos=(clean(picture()),))
    case, photo, area = shown(request, alice), request.photos.get(), Area(10, 10, 30, 30)
    screen(photo, is_public=True, areas=[area], by=alice, at=LATER)
    with pytest.raises(NeedsTwo):
        screen(photo, is_public=True, areas=[], by=alice, at=LATER)
    screen(photo, is_public=True, areas=[area, Area(60, 60, 10, 10)], by=alice, at=LATER)
    photo.refresh_from_db()
    narrow(case, Target(What.PHOTO, photo=photo), by=alice, at=LATER)
    with pytest.raises(NeedsTwo):
        screen(photo, is_public=True, areas=[area], by=alice, at=LATER)
    photo.refresh_from_db()
    asked = ask_to_widen(case, Target(What.PHOTO, photo=photo), "Jelas", by=alice, at=LATER)
    second(asked, by=ayu, at=LATER)
    assert is_public_copy(photo.public_digest)


def test_a_look_at_who_reported_is_kept_with_its_reason_and_none_of_its_words(bob: User) -> None:
    request = told()
    look(request.filing.case, request, Reason.VISIT, "Bertemu Ani", by=bob, at=LATER)
    kept = IdentityLook.objects.get()
    assert (kept.by, kept.unit.code, kept.role) == (bob, "dishub", "officer")
    entry = Entry.objects.get(kind="request.identity_seen")
    assert entry.particulars == {
        "row": kept.pk,
        "case": request.filing.case.pk,
        "reason": "visit",
    }


def test_who_is_hidden_is_not_shown_to_the_unit(alice: User, bob: User) -> None:
    request = told(is_anonymous=True)
    case = request.filing.case
    with pytest.raises(NobodyNamed):
        look(case, request, Reason.CONTACT, by=bob, at=LATER)
    look(case, request, Reason.CHECK, by=alice, at=LATER)
    assert IdentityLook.objects.count() == 1


def test_restricted_data_are_looked_at_by_their_guard_alone(alice: User, dewi: User) -> None:
    request = told()
    wished = restrict(request, at=LATER)
    request.refresh_from_db()
    assert request.is_anonymous
    assert request.is_confidential
    case = Case.objects.get(pk=request.filing.case.pk)
    with pytest.raises(NobodyNamed):
        look(case, request, Reason.CONTACT, by=alice, at=LATER)
    look(case, request, Reason.DATA, by=dewi, at=LATER)
    decline(wished, "Masih diperlukan", by=dewi, at=LATER)
    request.refresh_from_db()
    assert request.restricted_at is None
    assert request.is_anonymous


def test_a_wish_has_three_times_24_hours_weekend_or_not() -> None:
    wished = wish(told(), Kind.ERASE, at=FRIDAY)
    assert wished.due_at == FRIDAY + timedelta(hours=72)
    assert notice_late(at=FRIDAY + timedelta(hours=71)) == 0
    assert notice_late(at=FRIDAY + timedelta(hours=73)) == 1
    assert notice_late(at=FRIDAY + timedelta(hours=73)) == 0
    assert Entry.objects.get(kind="data_request.missed").at == wished.due_at


def test_erasing_takes_the_person_and_leaves_the_facts(alice: User, bob: User, dewi: User) -> None:
    request = told(photos=(clean(picture()),))
    case = shown(request, alice)
    screen(request.photos.get(), is_public=True, by=alice, at=LATER)
    look(case, request, Reason.CONTACT, "Ani menelepon", by=bob, at=LATER)
    ask(case, "Di mana?", by=bob, at=LATER)
    reply(request, "Di depan rumah Ani", at=LATER)
    wished = wish(request, Kind.ERASE, words_too=True, at=LATER)
    path = photo_files.find(request.photos.get().digest)
    assert path is not None
    fulfil(wished, "Sudah", by=dewi, at=LATER)
    assert remove_files() == 1

    request.refresh_from_db()
    case.refresh_from_db()
    assert Reporter.objects.count() == 0
    assert (request.words, request.address, request.lat) == ("", "", None)
    assert (case.words, case.lat, case.is_public) == ("", None, True)
    assert (request.jurisdiction.code, request.received_at) == ("99.71.01.1001", FRIDAY)
    assert case.inquirys.get().reply == ""
    assert IdentityLook.objects.get().text == ""
    assert not path.exists()
    assert not public_photos([case.pk])
    assert not Case.objects.reachable_by(alice).saying("Ani").exists()
    assert Case.objects.count() == 1
    with pytest.raises(AlreadyEnded):
        fulfil(wished, by=dewi, at=LATER)


def mentions(words: str) -> set[str]:
    """The tables of the city in which a row holds these words."""
    with connection.cursor() as cursor:
        found = set()
        for table in connection.introspection.table_names(cursor):
            statement = SQL("SELECT 1 FROM {} AS t WHERE t::text ILIKE %s LIMIT 1")
            cursor.execute(statement.format(Identifier(table)), [f"%{words}%"])
            if cursor.fetchone():
                found.add(table)
    return found


def test_nothing_of_an_erased_person_is_left_anywhere(alice: User, dewi: User) -> None:
    request = told(address="Jalan Ani 3")
    verify(
        request.filing.case, is_public=True, public_words="Lampu pagar hijau", by=alice, at=LATER
    )
    narrow(request.filing.case, Target(What.CASE), by=alice, at=LATER)
    asked = {"public_words": "Lampu pagar ungu", "by": alice, "at": LATER}
    ask_to_widen(request.filing.case, Target(What.CASE), "Perlu", **asked)
    assert mentions("pagar hijau") == {"casework_verification"}
    assert mentions("pagar ungu") == {"casework_widening"}
    assert mentions("jalan ani 3") == {"intake_servicerequest", "casework_case"}
    assert mentions("81200000000") == {"intake_reporter"}
    erase(request, words_too=True, by=dewi, at=LATER)
    for words in ("rumah ani", "lampu pagar", "jalan ani 3", "ani@contoh", "81200000000"):
        assert mentions(words) == set(), words


def test_only_a_guard_of_data_erases(alice: User) -> None:
    with pytest.raises(NotFound):
        erase(told(), words_too=False, by=alice, at=LATER)
    assert DataRequest.objects.count() == Widening.objects.count() == 0


def test_what_an_erased_voice_lent_to_a_case_or_said_in_a_dispute_is_gone_too(
    alice: User, dewi: User
) -> None:
    first = told()
    case = shown(first, alice)
    again = Report("PJU-01", "Lampu Budi mati", Channel.WEB, kelurahan="99.71.01.1001")
    second = add_voice(again, case, at=LATER)
    claim(case, "Sudah", by=dewi, at=LATER)
    dispute(second, "Rumah Budi masih gelap", at=LATER)
    erase(first, words_too=True, by=dewi, at=LATER)
    assert mentions("lampu padam") == set()
    assert mentions("lampu budi") == {"intake_servicerequest", "casework_case"}
    erase(second, words_too=True, by=dewi, at=LATER)
    for words in ("rumah ani", "lampu budi", "rumah budi"):
        assert mentions(words) == set(), words


def test_public_words_of_another_voice_stand_when_one_that_joined_is_erased(
    alice: User, dewi: User
) -> None:
    case = shown(told(), alice)
    again = Report("PJU-01", "Lampu Budi mati", Channel.WEB, kelurahan="99.71.01.1001")
    erase(add_voice(again, case, at=LATER), words_too=True, by=dewi, at=LATER)
    case.refresh_from_db()
    assert (case.is_public, case.public_words) == (True, "Lampu padam")
    assert case.verifications.get().public_words == "Lampu padam"
