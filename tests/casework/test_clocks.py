"""Several clocks at once: what meets each, what stops them, what moves them, who is told."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from kentongan.casework.answering import answer
from kentongan.casework.asking import ask, reply
from kentongan.casework.assigning import assign
from kentongan.casework.claiming import claim
from kentongan.casework.correcting import correct
from kentongan.casework.escalating import escalate_due
from kentongan.casework.history import history
from kentongan.casework.missing import notice_missed
from kentongan.casework.models import Case, Deadline, Escalation, Pause, Stage
from kentongan.casework.pausing import (
    AlreadyPaused,
    LimitOutOfBounds,
    NotPaused,
    Reason,
    end_due_pauses,
    pause,
    resume,
)
from kentongan.casework.recalculating import keep_reckoned, recalculate
from kentongan.casework.reminding import remind_due
from kentongan.casework.tallying_pauses import pauses_by_unit
from kentongan.casework.verifying import verify
from kentongan.catalogue.models import DeadlineRule
from kentongan.catalogue.shelf import shelf
from kentongan.cities.packs.facts import DayFacts, PackFacts
from kentongan.config.founding import load
from kentongan.journal.models import Entry
from kentongan.people.models import Role, User
from kentongan.places.directory import directory
from kentongan.places.models import Profile
from tests.casework.test_story import FRIDAY, lamp, user
from tests.conftest import moment
from tests.example_city import GENERAL, PACK, both, promise

pytestmark = pytest.mark.usefixtures("city")
WHOLE = replace(
    PACK, promised={"general": (*GENERAL, promise("forward", 3), promise("first_answer", 5))}
)


@pytest.fixture
def alice() -> User:
    return user("alice", Role.ADMINISTRATOR, "setda")


@pytest.fixture
def renew(city: object) -> object:
    """Load a changed pack: `renew(WHOLE, "2026-03-13 10:00")`."""

    def do(pack: PackFacts, at: str) -> None:
        load(city, pack, at=moment(at))  # type: ignore[arg-type]

    return do


def due(case: Case) -> dict[str, datetime]:
    """The running deadlines by what they bind."""
    running = case.deadlines.filter(met_at=None, replaced_at=None)
    return {str(d.binds): d.due_at for d in running}


def kinds(case: Case) -> list[str]:
    return [event.kind for event in history(case)]


def test_each_act_meets_the_clock_it_answers_to(renew, alice: User) -> None:  # type: ignore[no-untyped-def]
    renew(WHOLE, "2026-03-13 08:00")
    case, bob = lamp(), user("bob", Role.OFFICER, "dishub")
    assert set(due(case)) == {"verify", "forward", "first_answer", "act"}
    verify(case, is_public=False, public_words="", by=alice, at=FRIDAY)
    assert set(due(case)) == {"forward", "first_answer", "act"}
    assign(case, bob, "", by=alice, at=FRIDAY)
    assert set(due(case)) == {"first_answer", "act"}
    answer(case, "Besok pagi.", by=bob, at=FRIDAY)
    assert set(due(case)) == {"act"}
    claim(case, "Sudah.", by=bob, at=FRIDAY)
    assert set(due(case)) == {"reply"}


def test_a_matter_goes_before_the_general_rule_and_a_type_before_its_matter() -> None:
    kind, day = shelf().find("PJU-01"), FRIDAY.date()
    DeadlineRule.objects.create(
        binds="first_answer", amount=9, unit="working_days", source="A", valid_from="2018-01-01"
    )
    DeadlineRule.objects.create(
        binds="first_answer",
        matter="ordinary",
        amount=8,
        unit="working_hours",
        source="B",
        valid_from="2018-01-01",
    )
    DeadlineRule.objects.create(
        binds="act", matter="ordinary", amount=14, unit="hours", source="C", valid_from="2018-01-01"
    )
    DeadlineRule.objects.create(
        binds="act",
        matter="oversight",
        amount=60,
        unit="hours",
        source="D",
        valid_from="2018-01-01",
    )
    shelf.forget()
    held = {rule.binds: rule.amount for rule in shelf().rules_for(kind, day)}
    assert held == {"verify": 3, "act": 5, "first_answer": 8, "reply": 10}
    suspected = {r.binds: r.amount for r in shelf().rules_for(kind, day, "oversight")}
    assert suspected == {"act": 60, "first_answer": 9, "reply": 10}


def test_a_pause_moves_the_end_by_the_working_days_it_lasted(alice: User) -> None:
    case = lamp()
    until = moment("2026-03-31 12:00")
    pause(case, Reason.AUTHORITY, "Menunggu PLN.", until, by=alice, at=FRIDAY)
    case.refresh_from_db()
    assert (case.paused_until, case.due_at) == (until, until)
    resume(case, by=alice, at=moment("2026-03-26 09:00"))
    case.refresh_from_db()
    # 13, 16, 17 and 25 March closed while the clock stood still; 13 was the day it began.
    assert case.paused_until is None
    assert due(case) == {
        "verify": moment("2026-03-30 16:00"),
        "act": moment("2026-04-01 16:00"),
    }
    assert case.promised_at == moment("2026-04-01 16:00")
    (act,) = case.deadlines.filter(binds="act", replaced_at=None)
    assert act.replaces.due_at == moment("2026-03-27 15:30")
    ((began, ended, days),) = act.derivation["paused"]
    assert (datetime.fromisoformat(began), days) == (FRIDAY, 3)
    assert datetime.fromisoformat(ended) == moment("2026-03-26 09:00")
    assert kinds(case)[-2:] == ["case.paused", "case.resumed"]


def test_a_pause_stands_once_and_no_longer_than_its_reason_allows(alice: User) -> None:
    case = lamp()
    with pytest.raises(LimitOutOfBounds):
        pause(case, Reason.REPORTER, "Lama", moment("2027-01-01 09:00"), by=alice, at=FRIDAY)
    with pytest.raises(LimitOutOfBounds):
        pause(case, Reason.REPORTER, "Lalu", FRIDAY, by=alice, at=FRIDAY)
    with pytest.raises(NotPaused):
        resume(case, by=alice, at=FRIDAY)
    pause(case, Reason.FORCE_MAJEURE, "Banjir.", None, by=alice, at=FRIDAY)
    with pytest.raises(AlreadyPaused):
        pause(case, Reason.AUTHORITY, "Lagi", None, by=alice, at=FRIDAY)


def test_a_question_pauses_and_the_reply_starts_the_clocks_again(alice: User) -> None:
    case = lamp()
    ask(case, "Tiang nomor berapa?", by=alice, at=FRIDAY)
    case.refresh_from_db()
    assert case.due_at == case.paused_until == moment("2026-04-06 16:00")
    reply(case.filings.get().service_request, "12", at=moment("2026-03-16 17:00"))
    case.refresh_from_db()
    assert (case.stage, case.paused_until) == (Stage.RECEIVED, None)
    assert due(case)["verify"] == moment("2026-03-25 16:00") + timedelta(days=1)


def test_a_pause_nobody_ends_ends_at_its_limit(alice: User) -> None:
    case, limit = lamp(), moment("2026-03-17 16:30")
    pause(case, Reason.AUTHORITY, "Menunggu.", limit, by=alice, at=FRIDAY)
    assert end_due_pauses(at=limit - timedelta(seconds=1)) == 0
    assert notice_missed(at=moment("2026-06-01 09:00")) == 0
    assert end_due_pauses(at=moment("2026-06-01 09:00")) == 1
    assert end_due_pauses(at=moment("2026-06-01 09:00")) == 0
    assert Pause.objects.get().ended_at == limit
    entry = Entry.objects.get(kind="case.resumed")
    assert (entry.at, entry.by_id) == (limit, None)
    assert notice_missed(at=moment("2026-06-01 09:00")) == 2


def test_whoever_claims_while_paused_is_not_late_for_it(alice: User) -> None:
    case, bob = lamp(), user("bob", Role.OFFICER, "dishub")
    verify(case, is_public=False, public_words="", by=alice, at=FRIDAY)
    pause(case, Reason.AUTHORITY, "Menunggu.", None, by=alice, at=FRIDAY)
    done = moment("2026-04-01 09:00")
    claim(case, "Sudah.", by=bob, at=done)
    case.refresh_from_db()
    assert case.paused_until is None
    assert Pause.objects.get().ended_at == done
    act = case.deadlines.get(binds="act", replaced_at=None)
    assert act.met_at == done < act.due_at


def test_a_pause_does_not_undo_what_is_late_already(alice: User) -> None:
    case, late = lamp(), moment("2026-04-20 09:00")
    pause(case, Reason.AUTHORITY, "Terlambat.", None, by=alice, at=late)
    assert notice_missed(at=late) == 2
    resume(case, by=alice, at=late + timedelta(days=7))
    assert set(case.deadlines.values_list("replaced_at", flat=True)) == {None}


def test_a_correction_while_paused_stops_what_was_not_late_by_the_new_rule(alice: User) -> None:
    case, place = lamp(), directory().by_code["99.71.01.1001"]
    halted = FRIDAY + timedelta(days=4)
    pause(case, Reason.AUTHORITY, "Menunggu PLN.", None, by=alice, at=halted)
    for code, since in (("BJR-01", None), ("PJU-01", halted)):
        correct(case, shelf().find(code), place, by=alice, at=halted + timedelta(hours=1))
        running = case.deadlines.filter(replaced_at=None)
        assert set(running.values_list("stopped_at", flat=True)) == {since}, code


def test_pauses_are_counted_by_unit_and_reason(alice: User) -> None:
    first, second = lamp(), lamp()
    pause(first, Reason.AUTHORITY, "Satu", None, by=alice, at=FRIDAY)
    resume(first, by=alice, at=FRIDAY + timedelta(days=3))
    pause(second, Reason.AUTHORITY, "Dua", None, by=alice, at=FRIDAY + timedelta(days=4))
    ((tally),) = pauses_by_unit(since=FRIDAY, until=FRIDAY + timedelta(days=6))
    assert (tally.unit_id, tally.reason) == (first.unit_id, "authority")
    assert (tally.begun, tally.running, tally.lasted) == (2, 1, timedelta(days=5))
    assert tally.days == 2  # Friday and Tuesday: neither the weekend nor the 18th, a day off


def test_a_new_day_off_moves_what_runs_and_both_moments_are_told(renew) -> None:  # type: ignore[no-untyped-def]
    case, old = lamp(), moment("2026-03-27 15:30")
    assert keep_reckoned(at=FRIDAY) == 0
    days = (*PACK.days, DayFacts(FRIDAY.date() + timedelta(days=13), both("Cuti", "Leave"), "SK"))
    renew(replace(PACK, days=days), "2026-03-16 10:00")
    later = moment("2026-03-16 10:01")
    assert keep_reckoned(at=later) == 1
    assert keep_reckoned(at=later) == 0
    assert Profile.objects.get().reckoned.startswith(directory().calendar.version)
    case.refresh_from_db()
    assert case.promised_at == moment("2026-03-30 16:00")
    entry = Entry.objects.filter(kind="deadline.recalculated").order_by("id").last()
    assert entry is not None
    told = entry.particulars
    assert datetime.fromisoformat(told["was"]) == old
    assert datetime.fromisoformat(told["became"]) == case.promised_at
    new = case.deadlines.get(binds="act", replaced_at=None)
    assert new.replaces.due_at == old
    assert "v" in new.derivation["calendar"]
    assert new.derivation["calendar"] != new.replaces.derivation["calendar"]
    assert kinds(case).count("deadline.recalculated") == 1


@pytest.mark.parametrize(("on_open", "amount"), [("keep", 5), ("take", 8)])
def test_open_cases_keep_the_old_rule_or_take_the_new_as_the_decree_says(
    renew,
    on_open: str,
    amount: int,  # type: ignore[no-untyped-def]
) -> None:
    old = lamp()
    ends = replace(promise("act", 5), valid_to=moment("2026-03-15 09:00").date())
    begins = replace(
        promise("act", 8), valid_from=moment("2026-03-16 09:00").date(), on_open=on_open
    )
    promised = (promise("verify", 3), ends, begins)
    kinds_of = tuple(replace(kind, promised=promised) for kind in PACK.service_types)
    renew(replace(PACK, service_types=kinds_of), "2026-03-16 10:00")
    recalculate(at=moment("2026-03-16 10:00"))
    act = old.deadlines.get(binds="act", replaced_at=None)
    assert act.derivation["amount"] == amount
    assert act.rule.amount == amount


def test_a_rule_that_left_the_pack_ends_and_what_it_set_stays(renew) -> None:  # type: ignore[no-untyped-def]
    case = lamp()
    kinds_of = tuple(replace(kind, promised=()) for kind in PACK.service_types)
    shared = {"general": (*GENERAL, promise("verify", 3), promise("act", 9))}
    renew(replace(PACK, service_types=kinds_of, promised=shared), "2026-03-16 10:00")
    assert due(case)["act"] == moment("2026-03-27 15:30")
    kind = shelf().find("PJU-01")
    held = {r.binds: r.amount for r in shelf().rules_for(kind, moment("2026-03-16 10:00").date())}
    assert held == {"verify": 3, "act": 9, "reply": 10}


def test_a_corrected_case_keeps_its_old_moment_beside_the_new(alice: User) -> None:
    case = lamp()
    place = directory().by_code["99.71.01.1001"]
    correct(case, shelf().find("BJR-01"), place, by=alice, at=FRIDAY)
    act = case.deadlines.get(binds="act", replaced_at=None)
    assert act.replaces.due_at == moment("2026-03-27 15:30")
    assert act.due_at == FRIDAY + timedelta(hours=24)


def test_somebody_is_reminded_once_before_it_is_too_late() -> None:
    case = lamp()
    assert remind_due(at=moment("2026-03-16 09:00")) == 0
    assert remind_due(at=moment("2026-03-17 09:00")) == 1
    assert remind_due(at=moment("2026-03-17 09:00")) == 0
    entry = Entry.objects.get(kind="deadline.reminded")
    assert (entry.about_id, entry.particulars["binds"]) == (case.pk, "verify")


def test_a_missed_deadline_hands_the_case_one_step_up_at_a_time() -> None:
    case = lamp()
    missed = moment("2026-03-25 16:00")
    notice_missed(at=missed + timedelta(minutes=1))
    assert escalate_due(at=moment("2026-03-26 15:59")) == 0
    steps = []
    for day in ("2026-03-26 16:00", "2026-03-30 16:00", "2026-04-01 16:00", "2026-06-01 16:00"):
        while escalate_due(at=moment(day)):
            pass
        case.refresh_from_db()
        steps.append(case.step)
    assert steps == [1, 2, 3, 3]
    units = Escalation.objects.order_by("step").values_list("unit__code", flat=True)
    assert list(units) == ["dishub", "setda", "walikota"]
    assert Entry.objects.filter(kind="case.escalated").count() == 3
    assert kinds(case).count("case.escalated") == 3


def test_a_case_whose_deadline_was_met_late_goes_no_further_up(alice: User) -> None:
    case = lamp()
    notice_missed(at=moment("2026-03-25 17:00"))
    verify(case, is_public=False, public_words="", by=alice, at=moment("2026-03-26 09:00"))
    assert escalate_due(at=moment("2026-03-27 09:00")) == 0


def test_every_deadline_freezes_the_calendar_it_was_reckoned_by() -> None:
    lamp()
    versions = {d.derivation["calendar"] for d in Deadline.objects.all()}
    assert versions == {directory().calendar.version}
