"""Closing is a claim: others confirm it, oppose it, or let the reply window go by."""

from datetime import timedelta

import pytest

from kentongan.casework.asking import ask, reply
from kentongan.casework.assigning import assign
from kentongan.casework.claiming import AlreadyClaimed, claim
from kentongan.casework.closing import Reason, refuse
from kentongan.casework.confirming import (
    AlreadySaid,
    NotASatisfaction,
    NothingClaimed,
    OwnClaim,
    Way,
    confirm,
    vouch,
)
from kentongan.casework.disputing import TooLate, dispute, refute
from kentongan.casework.forwarding import forward
from kentongan.casework.history import history
from kentongan.casework.holding import ClaimStands, NoSuchCase, WordsMissing
from kentongan.casework.lapsing import lapse_due
from kentongan.casework.models import Case, Deadline, Filing, Stage, Verdict
from kentongan.casework.promising import Binds
from kentongan.casework.reopening import reopen
from kentongan.casework.verifying import verify
from kentongan.intake.models import ServiceRequest
from kentongan.journal.models import Entry
from kentongan.people.models import Role, User
from kentongan.places.directory import directory
from tests.casework.test_story import FRIDAY, lamp, user

pytestmark = pytest.mark.usefixtures("city")
HOUR = timedelta(hours=1)
CLAIMED = FRIDAY + 2 * HOUR
WORDS = "Masih padam, sudah saya lihat."


@pytest.fixture
def operator() -> User:
    return user("alice", Role.OPERATOR, "setda")


@pytest.fixture
def officer() -> User:
    return user("bob", Role.OFFICER, "dishub")


@pytest.fixture
def case(operator: User, officer: User) -> Case:
    """A lamp that the unit claims to have repaired, told of by three."""
    case = lamp()
    for _ in range(2):
        Filing.objects.filter(case=lamp()).update(case=case)
    verify(case, is_public=True, public_words="", by=operator, at=FRIDAY)
    assign(case, officer, "", by=operator, at=FRIDAY)
    claim(case, "Lampu sudah diganti.", by=officer, at=CLAIMED)
    return fresh(case)


def fresh(case: Case) -> Case:
    return Case.objects.get(pk=case.pk)


def voices(case: Case) -> list[ServiceRequest]:
    return [f.service_request for f in case.filings.order_by("pk")]


def entries(case: Case, kind: str) -> list[dict[str, object]]:
    found = Entry.objects.filter(about="case", about_id=case.pk, kind=kind).order_by("id")
    return [entry.particulars for entry in found]


def window(case: Case) -> Deadline:
    return case.deadlines.filter(binds=Binds.REPLY).latest("pk")


def test_a_claimed_case_is_open_and_its_reporters_have_a_window(case: Case) -> None:
    assert (case.stage, case.is_open, case.outcome) == (Stage.CLAIMED, True, "")
    running = case.deadlines.filter(met_at=None, replaced_at=None)
    assert [deadline.binds for deadline in running] == [Binds.REPLY]
    assert case.due_at == window(case).due_at > CLAIMED + timedelta(days=13)


def test_one_voice_is_enough_to_confirm(case: Case) -> None:
    verdict = vouch(voices(case)[1], "Terang lagi.", at=CLAIMED + HOUR, satisfaction=4)
    assert (verdict.way, verdict.satisfaction, verdict.is_true) == (Way.REPORTER, 4, True)
    after = fresh(case)
    assert (after.stage, after.outcome, after.closed_at) == (
        Stage.CLOSED, "confirmed", CLAIMED + HOUR,
    )  # fmt: skip
    (entry,) = entries(case, "case.confirmed")
    assert (entry["way"], entry["unit"]) == ("reporter", case.unit_id)
    with pytest.raises(NothingClaimed):
        vouch(voices(case)[0], at=CLAIMED + 2 * HOUR)


@pytest.mark.parametrize("satisfaction", [0, 6, -1])
def test_satisfaction_goes_from_one_to_five(case: Case, satisfaction: int) -> None:
    with pytest.raises(NotASatisfaction):
        vouch(voices(case)[0], at=CLAIMED, satisfaction=satisfaction)


def test_what_nobody_claimed_cannot_be_confirmed(operator: User) -> None:
    told = voices(lamp())[0]
    for judge in (lambda: vouch(told, at=FRIDAY), lambda: dispute(told, WORDS, at=FRIDAY)):
        with pytest.raises(NothingClaimed):
            judge()


def test_the_head_of_the_neighbourhood_confirms(case: Case) -> None:
    lurah = user("lurah", Role.HEAD, "99.71.01.1001")
    confirm(case, "Saya lihat menyala.", by=lurah, at=CLAIMED + HOUR)
    assert fresh(case).outcome == "confirmed"
    assert entries(case, "case.confirmed")[0]["way"] == "head"


@pytest.mark.parametrize(("role", "unit", "refusal"), [
    (Role.HEAD, "dishub", OwnClaim),  # of the unit that claims
    (Role.HEAD, "99.71.02.1001", NoSuchCase),  # of another place
    (Role.OFFICER, "dishub", NoSuchCase),
    (Role.OPERATOR, "setda", NoSuchCase),
])  # fmt: skip
def test_nobody_else_confirms(case: Case, role: Role, unit: str, refusal: type[Exception]) -> None:
    somebody = user("somebody", role, unit)
    with pytest.raises(refusal):
        confirm(case, by=somebody, at=CLAIMED)
    with pytest.raises(refusal):
        refute(case, WORDS, by=somebody, at=CLAIMED)
    assert fresh(case).stage == Stage.CLAIMED


def test_a_window_that_nobody_used_ends_the_case_unopposed_and_once(case: Case) -> None:
    due = window(case).due_at
    assert lapse_due(at=due) == 0
    assert lapse_due(at=due + HOUR) == 1
    assert lapse_due(at=due + HOUR) == 0
    assert fresh(case).outcome == "unopposed"
    assert len(entries(case, "case.unopposed")) == 1
    assert not Entry.objects.filter(kind="deadline.missed").exists()


def test_the_first_dispute_lets_the_claim_fall_and_hands_the_case_up(case: Case) -> None:
    at = CLAIMED + HOUR
    reopening = dispute(voices(case)[0], WORDS, at=at)
    after = fresh(case)
    assert (after.stage, after.step, after.is_open) == (Stage.ASSIGNED, 1, True)
    assert case.claims.get().fallen_at == at
    assert (reopening.voices, reopening.was_outcome, reopening.by) == (1, "", None)
    running = case.deadlines.filter(met_at=None, replaced_at=None)
    assert [(d.binds, d.set_at) for d in running] == [(Binds.ACT, at)]
    assert after.due_at == after.promised_at == running[0].due_at
    (entry,) = entries(case, "case.disputed")
    assert (entry["voices"], entry["was_outcome"], entry["step"]) == (1, "", 1)
    assert case.escalations.get().unit_id == case.unit_id


def test_later_voices_are_counted_with_the_first(case: Case) -> None:
    first, second, third = voices(case)
    dispute(first, WORDS, at=CLAIMED + HOUR)
    reopening = dispute(second, WORDS, at=CLAIMED + 2 * HOUR)
    assert reopening.voices == 2
    assert fresh(case).step == 1
    assert [entry["voices"] for entry in entries(case, "case.disputed")] == [1, 2]
    assert case.reopenings.count() == 1
    with pytest.raises(AlreadySaid):
        dispute(first, WORDS, at=CLAIMED + 3 * HOUR)
    with pytest.raises(NothingClaimed):
        vouch(third, at=CLAIMED + 3 * HOUR)


def test_a_dispute_goes_before_a_confirmation(case: Case) -> None:
    first, second, _ = voices(case)
    vouch(first, at=CLAIMED + HOUR)
    dispute(second, WORDS, at=CLAIMED + 2 * HOUR)
    assert fresh(case).is_open
    assert entries(case, "case.disputed")[0]["was_outcome"] == "confirmed"
    with pytest.raises(AlreadySaid):
        dispute(first, WORDS, at=CLAIMED + 3 * HOUR)


def test_what_nobody_opposed_can_still_be_disputed_for_a_while(case: Case) -> None:
    ended = window(case).due_at + HOUR
    assert lapse_due(at=ended) == 1
    with pytest.raises(TooLate):
        dispute(voices(case)[0], WORDS, at=ended + timedelta(days=30) + HOUR)
    dispute(voices(case)[0], WORDS, at=ended + timedelta(days=30))
    assert entries(case, "case.disputed")[0]["was_outcome"] == "unopposed"
    assert (fresh(case).is_open, fresh(case).closed_at) == (True, None)


def test_a_dispute_needs_a_sentence(case: Case) -> None:
    with pytest.raises(WordsMissing):
        dispute(voices(case)[0], "  ", at=CLAIMED)
    assert Verdict.objects.count() == 0


def test_each_claim_is_judged_anew_and_each_fall_goes_one_step_up(
    case: Case, officer: User
) -> None:
    first = voices(case)[0]
    for round_ in (1, 2, 3, 4):
        at = CLAIMED + round_ * 24 * HOUR
        dispute(first, WORDS, at=at)
        assert fresh(case).step == min(round_, 3)
        claim(case, "Kini sungguh diganti.", by=officer, at=at + HOUR)
    vouch(first, at=CLAIMED + 200 * HOUR)
    assert fresh(case).outcome == "confirmed"
    assert case.claims.filter(fallen_at=None).count() == 1


def test_the_head_may_say_that_it_is_not_done(case: Case) -> None:
    lurah = user("lurah", Role.HEAD, "99.71.01.1001")
    reopening = refute(case, "Tiangnya pun belum ada.", by=lurah, at=CLAIMED + HOUR)
    assert (reopening.voices, reopening.by) == (0, lurah)
    assert entries(case, "case.disputed")[0]["way"] == "head"
    assert fresh(case).stage == Stage.ASSIGNED


def test_while_a_claim_stands_nobody_works_on_the_case(
    case: Case, operator: User, officer: User
) -> None:
    pupr = directory().unit_by_code["pupr"]
    for act in (
        lambda: forward(case, pupr, "Lain", by=operator, at=CLAIMED),
        lambda: assign(case, officer, "", by=operator, at=CLAIMED),
        lambda: ask(case, "Di mana?", by=operator, at=CLAIMED),
        lambda: refuse(case, Reason.UNFOUNDED, "Tidak ada", by=operator, at=CLAIMED),
    ):
        with pytest.raises(ClaimStands):
            act()
    with pytest.raises(AlreadyClaimed):
        claim(case, "Lagi", by=officer, at=CLAIMED)


def test_those_at_work_may_take_a_claim_back(case: Case, operator: User) -> None:
    reopen(case, "Salah kasus.", by=operator, at=CLAIMED + HOUR)
    assert fresh(case).stage == Stage.ASSIGNED
    assert entries(case, "case.reopened")[0]["was_outcome"] == ""
    assert fresh(case).step == 0
    assert not case.deadlines.filter(binds=Binds.REPLY, met_at=None).exists()


def test_a_reply_that_comes_after_the_claim_leaves_the_claim_standing(
    operator: User, officer: User
) -> None:
    case = lamp()
    verify(case, is_public=False, public_words="", by=operator, at=FRIDAY)
    ask(case, "Tiang nomor berapa?", by=officer, at=FRIDAY)
    claim(case, "Sudah menyala.", by=officer, at=CLAIMED)
    reply(voices(case)[0], "Nomor 12", at=CLAIMED + HOUR)
    assert fresh(case).stage == Stage.CLAIMED


def test_the_history_tells_whose_word_it_was(case: Case) -> None:
    first = voices(case)[0]
    dispute(first, WORDS, at=CLAIMED + HOUR)
    told = [(e.kind, e.detail, e.said) for e in history(case)]
    assert ("case.disputed", f"reporter:web:{first.pk}", WORDS) in told
    assert "case.reopened" not in [kind for kind, _, _ in told]
