"""A decree that open cases take gives them the kinds of clock they lack, once, and in the open."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kentongan.casework.answering import answer
from kentongan.casework.assigning import assign
from kentongan.casework.claiming import claim
from kentongan.casework.decreeing import add_clocks
from kentongan.casework.history import history
from kentongan.casework.lapsing import lapse_due
from kentongan.casework.models import Case, Stage
from kentongan.casework.pausing import Reason, pause, resume
from kentongan.casework.recalculating import keep_reckoned
from kentongan.casework.reopening import reopen
from kentongan.casework.verifying import verify
from kentongan.catalogue.models import DeadlineRule
from kentongan.cities.packs.facts import PackFacts
from kentongan.cities.packs.service_facts import USUAL_REPLY
from kentongan.config.founding import load
from kentongan.journal.models import Entry
from kentongan.people.models import Role, User
from kentongan.places.models import Profile
from kentongan.toolbox.refusals import Refusal
from kentongan.toolbox.snapshots import forget_all
from tests.casework.test_clocks import due, kinds
from tests.casework.test_story import FRIDAY, lamp, user
from tests.conftest import moment
from tests.example_city import PACK, promise

pytestmark = pytest.mark.usefixtures("city")
WITHOUT = replace(PACK, promised={})
MONDAY = moment("2026-03-16 10:00")
ALL = ("verify", "forward", "first_answer", "act", "reply")


@pytest.fixture
def renew(city: object) -> Callable[..., None]:
    """Load a changed pack: `renew(WITHOUT)`."""

    def do(pack: PackFacts, at: datetime = FRIDAY) -> None:
        load(city, pack, at=at)  # type: ignore[arg-type]

    return do


@pytest.fixture
def alice(city: object) -> User:
    return user("alice", Role.ADMINISTRATOR, "setda")


@pytest.fixture
def bob(city: object) -> User:
    return user("bob", Role.OFFICER, "dishub")


def taking(*binds: str) -> PackFacts:
    """The pack, without any promise but general ones of these kinds, which open cases take."""
    general = tuple(replace(promise(each, 4), on_open="take") for each in binds)
    bare = tuple(replace(kind, promised=()) for kind in PACK.service_types)
    return replace(PACK, service_types=bare, promised={"general": general})


def claimed(alice: User, bob: User) -> Case:
    case = lamp()
    verify(case, is_public=True, public_words="Padam", by=alice, at=FRIDAY)
    claim(case, "Sudah.", by=bob, at=FRIDAY)
    case.refresh_from_db()
    return case


def test_an_open_claim_gets_its_window_and_then_ends(
    renew: Callable[..., None], alice: User, bob: User
) -> None:
    renew(WITHOUT)
    case = claimed(alice, bob)
    assert due(case) == {}
    late = MONDAY + timedelta(days=365)
    assert lapse_due(at=late) == 0
    renew(replace(PACK, promised={"general": (USUAL_REPLY,)}), MONDAY)
    assert keep_reckoned(at=MONDAY) == 1
    case.refresh_from_db()
    ends = moment("2026-04-07 16:00")
    assert due(case) == {"reply": ends}
    assert case.due_at == ends
    assert "10 working days" in case.deadlines.get(binds="reply").rule.source
    assert lapse_due(at=ends) == 0
    assert lapse_due(at=ends + timedelta(seconds=1)) == 1


def test_it_is_told_once_and_stands_in_the_history(
    renew: Callable[..., None], alice: User, bob: User
) -> None:
    renew(WITHOUT)
    case = claimed(alice, bob)
    renew(taking("reply"), MONDAY)
    assert [add_clocks(at=MONDAY), add_clocks(at=MONDAY)] == [1, 0]
    entry = Entry.objects.get(kind="deadline.added")
    new = case.deadlines.get(binds="reply")
    assert entry.particulars == {"row": new.pk, "binds": "reply", "became": new.due_at.isoformat()}
    assert kinds(case).count("deadline.added") == 1
    (event,) = (each for each in history(case) if each.kind == "deadline.added")
    assert event.at == MONDAY


def test_a_decree_loaded_ahead_is_taken_on_the_day_it_begins(
    renew: Callable[..., None], alice: User, bob: User
) -> None:
    renew(WITHOUT)
    case = claimed(alice, bob)
    ahead = replace(USUAL_REPLY, valid_from=(MONDAY + timedelta(days=1)).date())
    renew(replace(PACK, promised={"general": (ahead,)}), FRIDAY)
    assert keep_reckoned(at=MONDAY) == 0
    assert due(case) == {}
    assert keep_reckoned(at=MONDAY + timedelta(days=1)) == 1
    assert keep_reckoned(at=MONDAY + timedelta(days=1, hours=1)) == 0
    assert set(due(case)) == {"reply"}


def test_a_rule_that_open_cases_keep_off_adds_nothing(
    renew: Callable[..., None], alice: User, bob: User
) -> None:
    renew(WITHOUT)
    claimed(alice, bob)
    renew(PACK, MONDAY)
    assert add_clocks(at=MONDAY) == 0


def test_what_has_been_done_gets_no_clock_any_more(
    renew: Callable[..., None], alice: User, bob: User
) -> None:
    renew(taking())
    fresh, known, given_on = lamp(), lamp(), lamp()
    for case in (known, given_on):
        verify(case, is_public=True, public_words="Padam", by=alice, at=FRIDAY)
    assign(given_on, bob, "", by=alice, at=FRIDAY)
    answer(given_on, "Besok.", by=bob, at=FRIDAY)
    renew(taking(*ALL), MONDAY)
    add_clocks(at=MONDAY)
    assert set(due(fresh)) == {"verify", "forward", "first_answer", "act"}
    assert set(due(known)) == {"forward", "first_answer", "act"}
    assert set(due(given_on)) == {"act"}
    fresh.refresh_from_db()
    assert fresh.promised_at == due(fresh)["act"]


def test_a_clock_added_during_a_pause_stands_still_and_loses_nothing(
    renew: Callable[..., None], alice: User
) -> None:
    renew(taking("verify"))
    case = lamp()
    pause(case, Reason.AUTHORITY, "Menunggu.", None, by=alice, at=FRIDAY)
    renew(taking("verify", "act"), MONDAY)
    assert add_clocks(at=MONDAY) == 1
    assert case.deadlines.get(binds="act").stopped_at == MONDAY
    before = due(case)["act"]
    resume(case, by=alice, at=MONDAY + timedelta(days=1, hours=8))
    act = case.deadlines.get(binds="act", replaced_at=None)
    assert act.stopped_at is None
    assert act.due_at > before


def test_a_city_of_before_without_a_window_gets_one(renew: Callable[..., None]) -> None:
    renew(WITHOUT)
    DeadlineRule.objects.filter(binds="reply").delete()
    before = Profile.objects.get().version
    add_reply = import_module("kentongan.catalogue.migrations.0003_reply_for_all").add_reply
    add_reply(apps, None)
    add_reply(apps, None)
    rule = DeadlineRule.objects.get(binds="reply", valid_to=None)
    told = (rule.amount, rule.unit, rule.on_open, rule.source, rule.valid_from)
    usual = USUAL_REPLY
    assert told == (usual.amount, usual.unit, usual.on_open, usual.source, usual.valid_from)
    assert Profile.objects.get().version == before + 1


Step = st.sampled_from(["verify", "assign", "answer", "claim", "reopen", "pause", "resume"])


def do(step: str, case: Case, alice: User, bob: User, at: datetime) -> None:
    acts: dict[str, Callable[[], object]] = {
        "verify": lambda: verify(case, is_public=True, public_words="Padam", by=alice, at=at),
        "assign": lambda: assign(case, bob, "", by=alice, at=at),
        "answer": lambda: answer(case, "Besok.", by=alice, at=at),
        "claim": lambda: claim(case, "Sudah.", by=bob, at=at),
        "reopen": lambda: reopen(case, "Belum.", by=alice, at=at),
        "pause": lambda: pause(case, Reason.AUTHORITY, "Tunggu.", None, by=alice, at=at),
        "resume": lambda: resume(case, by=alice, at=at),
    }
    try:
        acts[step]()
    except Refusal:
        return


@given(
    steps=st.lists(Step, max_size=7),
    had=st.sets(st.sampled_from(ALL)),
    taken=st.sets(st.sampled_from(ALL)),
)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_was_done_no_clock_is_doubled_late_or_left_out(
    renew: Callable[..., None],
    alice: User,
    bob: User,
    steps: list[str],
    had: set[str],
    taken: set[str],
) -> None:
    with transaction.atomic():
        renew(taking(*sorted(had)))
        case = lamp()
        for number, step in enumerate(steps):
            do(step, case, alice, bob, FRIDAY + timedelta(minutes=number))
        before = set(due(case))
        renew(taking(*sorted(had | taken)), MONDAY)
        add_clocks(at=MONDAY)
        check(case, before, had | taken)
        transaction.set_rollback(True)
    forget_all()


def check(case: Case, before: set[str], held: set[str]) -> None:
    """Nothing is lost, nothing promised is missing, nothing new is late, once is enough."""
    case.refresh_from_db()
    running = due(case)
    assert before <= set(running)
    is_claimed = case.stage == Stage.CLAIMED
    expected = {"reply"} if is_claimed else {"act"}
    if not case.verifications.exists():
        expected.add("verify")
    assert held & expected <= set(running)
    assert set(running) <= (({"reply"} if is_claimed else set(ALL) - {"reply"}) | before)
    assert all(running[each] > MONDAY for each in set(running) - before)
    assert not case.verifications.exists() or "verify" not in running
    assert add_clocks(at=MONDAY + timedelta(hours=1)) == 0
