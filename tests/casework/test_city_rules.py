"""What a city sets itself holds from its day on; what began before keeps its rule."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

import pytest

from kentongan.casework.auditing import size_of
from kentongan.casework.disputing import disputable_until
from kentongan.casework.objecting import ObjectedTooLate, object_to, objectable_until
from kentongan.casework.retaining import apply_rule
from kentongan.casework.retention_rules import Kept, in_force, usual
from kentongan.catalogue.city_rules import USUAL, amount
from kentongan.catalogue.models import CityRule
from kentongan.cities.packs.facts import PackFacts, RuleFacts
from kentongan.cities.packs.rule_facts import Sets
from kentongan.config.exporting import facts_of
from kentongan.config.founding import load
from kentongan.intake.models import Reporter
from kentongan.journal.models import Entry
from kentongan.people.models import Role, User
from tests.casework.test_auditing import MARCH, claimed
from tests.casework.test_retaining import ended, told
from tests.casework.test_the_gate import refused, user, voice
from tests.conftest import moment
from tests.example_city import PACK

pytestmark = pytest.mark.usefixtures("city")
FRIDAY = moment("2026-03-13 09:00")
DAY = timedelta(days=1)
Set = Callable[..., None]


@pytest.fixture
def set_rules(city: object) -> Set:
    """Load the example city's pack with rules of its own."""

    def do(*rules: RuleFacts, at: str = "2026-03-13 08:00", pack: PackFacts = PACK) -> None:
        load(city, replace(pack, rules=rules), at=moment(at))  # type: ignore[arg-type]

    return do


def rule(sets: str, number: int, begins: str = "2026-03-01", ends: str = "") -> RuleFacts:
    until = date.fromisoformat(ends) if ends else None
    return RuleFacts(sets, number, "Perwal 12/2026", date.fromisoformat(begins), until)  # type: ignore[arg-type]


def test_every_rule_a_pack_may_set_has_what_usually_holds() -> None:
    kept = {f"{each}_days" for each in Kept}
    assert set(get_args(Sets)) == set(USUAL) | kept
    assert all(each.source and each.valid_from for each in USUAL.values())


def test_a_city_that_sets_nothing_has_what_was_always_so() -> None:
    assert not CityRule.objects.exists()
    assert objectable_until(refused(user("alice", Role.OPERATOR, "setda")).dispositions.get()) == (
        FRIDAY + 30 * DAY
    )
    assert disputable_until(FRIDAY) == FRIDAY + 30 * DAY
    assert size_of(MARCH).of(200) == 10
    assert in_force(FRIDAY.date()) == usual(FRIDAY.date())


def test_a_refusal_keeps_the_window_of_its_own_day(set_rules: Set) -> None:
    set_rules(
        rule("objection_days", 7, ends="2026-03-15"), rule("objection_days", 60, "2026-03-16")
    )
    case = refused(user("alice", Role.OPERATOR, "setda"))
    with pytest.raises(ObjectedTooLate):
        object_to(voice(case), "Masih padam.", at=FRIDAY + 7 * DAY + timedelta(seconds=1))
    object_to(voice(case), "Masih padam.", at=FRIDAY + 7 * DAY)


def test_the_day_a_rule_begins_is_the_citys_day(set_rules: Set) -> None:
    set_rules(rule("dispute_days", 5, "2026-03-16"))
    last, first = moment("2026-03-15 23:59"), moment("2026-03-16 00:00")
    assert disputable_until(last) == last + 30 * DAY
    assert disputable_until(first) == first + 5 * DAY


def test_a_months_sample_is_that_of_its_first_day(set_rules: Set) -> None:
    begins = (rule("audit_percent", 50, "2026-03-02"), rule("audit_least", 3, "2026-03-02"))
    set_rules(*begins)
    assert size_of(MARCH).of(40) == 2
    april = size_of(date(2026, 4, 1))
    assert [april.of(number) for number in (2, 4, 40, 41)] == [2, 3, 20, 21]


def test_the_draw_says_how_large_the_sample_was(set_rules: Set) -> None:
    set_rules(rule("audit_percent", 100, "2026-02-01"))
    alice, bob = user("alice", Role.OPERATOR, "setda"), user("bob", Role.OFFICER, "dishub")
    made = [claimed(alice, bob, FRIDAY + hours * timedelta(hours=1)).pk for hours in range(3)]
    from kentongan.casework.auditing import draw

    assert sorted(each.claim_id for each in draw(MARCH, at=moment("2026-04-01 02:00"))) == made
    told_of = Entry.objects.get(kind="audit.drawn").particulars
    assert (told_of["percent"], told_of["least"]) == (100, 1)


def test_personal_data_go_by_the_citys_own_time(set_rules: Set, alice: User) -> None:
    set_rules(rule("contact_days", 90, "2026-03-01"))
    ended(told(), alice)
    (own,) = (each for each in in_force(FRIDAY.date()) if each.kept == Kept.CONTACT)
    assert (own.source, own.counted_from) == ("Perwal 12/2026", "the end of the case")
    assert apply_rule(own, at=FRIDAY + 89 * DAY) == 0
    assert apply_rule(own, at=FRIDAY + 91 * DAY) == 1
    assert not Reporter.objects.exists()
    since = Entry.objects.get(kind="retention.applied").particulars["since"]
    assert since == "2026-03-01"


@pytest.fixture
def alice(city: object) -> User:
    return user("alice", Role.OPERATOR, "setda")


def test_a_rule_that_left_the_pack_held_until_yesterday(set_rules: Set) -> None:
    set_rules(rule("objection_days", 7), rule("dispute_days", 9, "2027-01-01"))
    set_rules(at="2026-06-10 09:00")
    (left,) = CityRule.objects.all()
    assert (left.sets, left.valid_to) == ("objection_days", date(2026, 6, 9))
    days = [amount("objection_days", date(2026, 6, day)) for day in (9, 10)]
    assert days == [7, 30]


def test_what_was_loaded_is_exported_as_it_was(set_rules: Set) -> None:
    rules = (rule("audit_percent", 10, ends="2026-12-31"), rule("session_days", 0))
    set_rules(*rules)
    assert facts_of().rules == rules
    set_rules(*rules)
    assert facts_of().rules == rules
