"""One case, many voices: joined, split again, added to, and passed by."""

from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.db.models import Sum

from kentongan.casework.adding import ToldInConfidence, add_voice, pass_by
from kentongan.casework.answering import answer
from kentongan.casework.closing import Reason, refuse
from kentongan.casework.holding import AlreadyClosed, NoSuchCase
from kentongan.casework.joining import (
    JoinedInTheOpen,
    JoinedToClosed,
    JoinedToItself,
    JoinedToNothing,
    JoinedToOversight,
    join,
)
from kentongan.casework.models import Case, Filing, Joining, Move, Passing
from kentongan.casework.neighbouring import matter_of, neighbours
from kentongan.casework.opening import take_in
from kentongan.casework.reopening import JoinedElsewhere, reopen
from kentongan.casework.splitting import FirstVoice, split
from kentongan.casework.verifying import verify
from kentongan.intake.models import Channel, ServiceRequest
from kentongan.intake.repeating import AlreadyReceived
from kentongan.intake.report import Report
from kentongan.journal.models import Entry
from kentongan.people.models import Role, User
from kentongan.toolbox.geometry import Point
from tests.casework.test_story import FRIDAY, IN_MAWAR, user

pytestmark = pytest.mark.usefixtures("city")
HOUR = timedelta(hours=1)
_keys = count()


def report(words: str = "Lampu jalan depan pasar padam", **more: Any) -> Report:
    told = {"service_code": "PJU-01", "point": IN_MAWAR, "channel": Channel.WEB, **more}
    return Report(words=words, idempotency_key=f"test:{next(_keys)}", **told)


def lamp(**more: Any) -> Case:
    return take_in(report(**more), at=FRIDAY).filing.case


def me_too(case: Case, **more: Any) -> ServiceRequest:
    return add_voice(report("Di sini juga gelap", **more), case, at=FRIDAY + HOUR)


@pytest.fixture
def alice() -> User:
    return user("alice", Role.OPERATOR, "setda")


def fresh(*cases: Case) -> list[Case]:
    return [Case.objects.get(pk=case.pk) for case in cases]


def test_me_too_is_a_voice_with_its_own_code_under_the_known_case() -> None:
    case = lamp()
    voice = me_too(case)
    filing = voice.filing
    assert (filing.case, filing.is_me_too, filing.at) == (case, True, FRIDAY + HOUR)
    assert voice.code != case.filings.earliest("pk").service_request.code
    assert fresh(case)[0].voices == 2
    entry = Entry.objects.get(kind="case.voice_added")
    assert entry.particulars["request"] == voice.pk
    assert Entry.objects.filter(kind="request.received").count() == 2


def test_me_too_sent_twice_is_one_voice() -> None:
    case, again = lamp(), report("Saya juga")
    voice = add_voice(again, case, at=FRIDAY)
    with pytest.raises(AlreadyReceived) as told:
        add_voice(again, case, at=FRIDAY)
    assert told.value.earlier == voice
    assert fresh(case)[0].voices == 2


def test_nothing_is_added_to_what_is_closed_and_nothing_is_kept_of_the_try(alice: User) -> None:
    case = lamp()
    refuse(case, Reason.UNFOUNDED, "Menyala.", by=alice, at=FRIDAY)
    with pytest.raises(AlreadyClosed):
        me_too(case)
    assert ServiceRequest.objects.count() == 1


def test_a_voice_added_to_a_case_just_joined_goes_where_that_one_went(alice: User) -> None:
    one, other = lamp(), lamp()
    join(one, other, by=alice, at=FRIDAY)
    assert me_too(one).filing.case == other


def test_joining_ends_the_one_and_its_voices_are_the_other_s(alice: User) -> None:
    one, other = lamp(), lamp()
    me_too(one)
    ended = join(one, other, by=alice, at=FRIDAY + HOUR)
    one, other = fresh(one, other)
    assert (ended.outcome, one.outcome, one.is_open, one.joined_to) == (
        "joined", "joined", False, other,
    )  # fmt: skip
    assert (one.voices, other.voices, other.filings.count()) == (0, 3, 3)
    assert Move.objects.filter(was=one, became=other).count() == 2
    entry = Entry.objects.get(kind="case.joined")
    assert (entry.about_id, entry.particulars["into"]) == (one.pk, other.pk)


def test_splitting_leaves_every_count_as_it_was_before_joining(alice: User) -> None:
    one, other, third = lamp(), lamp(), lamp()
    me_too(one)
    before = list(Case.objects.order_by("pk").values_list("pk", "voices", "outcome"))
    filed = list(Filing.objects.order_by("pk").values_list("pk", "case"))
    join(one, other, by=alice, at=FRIDAY + HOUR)
    join(other, third, by=alice, at=FRIDAY + 2 * HOUR)
    assert fresh(one)[0].joined_to == third
    own = ServiceRequest.objects.get(reference=other.reference)
    assert split(own, by=alice, at=FRIDAY + 3 * HOUR) == other
    assert fresh(one)[0].joined_to == other
    first = ServiceRequest.objects.get(reference=one.reference)
    split(first, by=alice, at=FRIDAY + 4 * HOUR)
    assert list(Case.objects.order_by("pk").values_list("pk", "voices", "outcome")) == before
    assert list(Filing.objects.order_by("pk").values_list("pk", "case")) == filed
    assert Case.objects.aggregate(all=Sum("voices"))["all"] == Filing.objects.count()
    again = Entry.objects.filter(kind="case.reopened")
    assert {entry.particulars["was_outcome"] for entry in again} == {"joined"}
    assert not Joining.objects.filter(split_at=None).exists()


def test_a_voice_that_never_had_a_case_gets_one_when_it_is_split_off(alice: User) -> None:
    case = lamp()
    voice = me_too(case)
    own = split(voice, by=alice, at=FRIDAY + 2 * HOUR)
    assert (own.reference, own.voices, own.is_open) == (voice.reference, 1, True)
    assert own.deadlines.exists()
    assert fresh(case)[0].voices == 1
    kinds = Entry.objects.order_by("-id").values_list("kind", flat=True)[:2]
    assert set(kinds) == {"case.voice_separated", "case.opened"}
    join(own, case, by=alice, at=FRIDAY + 3 * HOUR)
    assert split(voice, by=alice, at=FRIDAY + 4 * HOUR) == own


def test_the_voice_a_case_was_opened_on_stays(alice: User) -> None:
    case = lamp()
    me_too(case)
    with pytest.raises(FirstVoice):
        split(case.filings.earliest("pk").service_request, by=alice, at=FRIDAY)


def test_what_cannot_be_joined_is_told_why(alice: User) -> None:
    one, closed, secret = lamp(), lamp(), lamp()
    refuse(closed, Reason.UNFOUNDED, "Menyala.", by=alice, at=FRIDAY)
    Case.objects.filter(pk=secret.pk).update(is_confidential=True)
    with pytest.raises(JoinedToItself):
        join(one, one, by=alice, at=FRIDAY)
    with pytest.raises(JoinedToClosed):
        join(one, closed, by=alice, at=FRIDAY)
    with pytest.raises(AlreadyClosed):
        join(closed, one, by=alice, at=FRIDAY)
    with pytest.raises(JoinedInTheOpen):
        join(secret, one, by=alice, at=FRIDAY)
    assert not Move.objects.exists()


def test_a_private_matter_is_not_joined_to_a_public_one_of_another_type(alice: User) -> None:
    card, public = lamp(service_code="KTP-01"), lamp()
    verify(public, is_public=True, public_words="Lampu padam", by=alice, at=FRIDAY)
    with pytest.raises(JoinedInTheOpen):
        join(card, public, by=alice, at=FRIDAY)


def test_oversight_and_ordinary_work_are_not_joined() -> None:
    inspector = user("ina", Role.OFFICER, "inspektorat")
    operator_too = user("omar", Role.ADMINISTRATOR, "inspektorat")
    one, watched = lamp(), lamp()
    Case.objects.filter(pk=watched.pk).update(is_oversight=True)
    with pytest.raises(JoinedToOversight):
        join(one, watched, by=operator_too, at=FRIDAY)
    with pytest.raises(NoSuchCase):
        join(one, watched, by=inspector, at=FRIDAY)


def test_what_one_may_not_touch_is_not_there_to_be_joined(alice: User) -> None:
    one, hidden = lamp(), lamp(service_code="BJR-01")
    bob = user("bob", Role.OFFICER, "dishub")
    with pytest.raises(JoinedToNothing):
        join(one, hidden, by=bob, at=FRIDAY)
    with pytest.raises(NoSuchCase):
        join(hidden, one, by=bob, at=FRIDAY)


def test_a_joined_case_is_reopened_by_splitting_alone(alice: User) -> None:
    one, other = lamp(), lamp()
    join(one, other, by=alice, at=FRIDAY)
    with pytest.raises(JoinedElsewhere):
        reopen(one, "Bukan yang sama", by=alice, at=FRIDAY)


def test_what_is_told_in_confidence_is_no_voice_of_an_open_matter() -> None:
    case = lamp()
    with pytest.raises(ToldInConfidence):
        me_too(case, is_confidential=True)


def test_who_saw_that_it_is_known_and_left_is_noted_without_a_person() -> None:
    case = lamp()
    passing = pass_by(case, at=FRIDAY + HOUR)
    assert Passing.objects.get() == passing
    assert (passing.case, passing.service_type_id) == (case, case.service_type_id)
    assert fresh(case)[0].voices == 1
    assert Entry.objects.get(kind="case.recognised").by_id is None


def test_neighbours_are_near_recent_kindred_and_open(alice: User) -> None:
    case = lamp()
    here = lamp(point=Point(-6.1913, 106.6122))
    flood = lamp(service_code="BJR-01", words="Banjir selutut")
    lamp(point=Point(-6.1950, 106.6121))
    lamp(service_code="SPH-01", words="Sampah", answers={"hari": "3"})
    done = lamp()
    refuse(done, Reason.UNFOUNDED, "Menyala.", by=alice, at=FRIDAY)
    others = Case.objects.exclude(pk=case.pk)
    found = neighbours(matter_of(case), others, least=0.05)
    assert [near.case for near in found] == [here, flood]
    assert found[0].metres == pytest.approx(15.7, abs=1)
    assert found[0].score > 0.7 > found[1].score


def test_without_a_point_the_words_must_speak(alice: User) -> None:
    case = lamp(point=None, kelurahan="99.71.01.1001")
    same = lamp(point=None, kelurahan="99.71.01.1001")
    lamp(point=None, kelurahan="99.71.01.1001", words="Tiang miring")
    lamp(point=None, kelurahan="99.71.02.1001")
    found = neighbours(matter_of(case), Case.objects.exclude(pk=case.pk), least=0.13)
    assert [near.case for near in found] == [same]
    assert found[0].metres is None


def test_an_answer_is_for_every_voice(alice: User) -> None:
    case = lamp()
    voice = me_too(case)
    verify(case, is_public=True, public_words="", by=alice, at=FRIDAY + HOUR)
    answer(case, "Regu berangkat.", by=alice, at=FRIDAY + 2 * HOUR)
    assert voice.filing.case.answers.get().text == "Regu berangkat."
