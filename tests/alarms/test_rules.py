"""A rule that does not say what it asks for cannot be: neither by the form, nor by the database."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from kentongan.alarms.loading import load_rules, rule_facts
from kentongan.alarms.models import AlarmRule
from kentongan.alarms.requiring import MISSING, RuleIncomplete
from kentongan.alarms.rules import newest
from kentongan.alarms.senses import SENSES
from kentongan.alarms.setting import NoSuchRule, set_rule
from kentongan.cities.packs.alarm_facts import SIGNALS
from kentongan.cities.packs.checking import examine
from kentongan.people.models import Role
from kentongan.places.directory import directory
from kentongan.situation.gauges.loading import load_gauges
from tests.alarms.watched import admin, after, levels, rule, wanted
from tests.casework.test_story import FRIDAY, user
from tests.situation.gauges import OWN, UPPER

PACK = min((Path(__file__).parents[2] / "city_packs").iterdir())
NOTHING = {
    "names": {}, "cause": {"en": " "}, "consequence": {}, "response": {"id": ""}, "signal": "x",
    "comparison": "", "threshold": None, "deadband": -1.0, "on_delay_s": None,
    "off_delay_s": 90_000, "available_min": 0, "owner": None, "priority": "urgent",
}  # fmt: skip


def test_what_a_pack_may_look_at_is_what_there_is() -> None:
    assert set(SIGNALS) == set(SENSES)


@pytest.mark.usefixtures("city")
def test_everything_that_is_missing_is_told_at_once_with_why_it_matters() -> None:
    with pytest.raises(RuleIncomplete) as refused:
        set_rule("", wanted(**NOTHING), "x", by=admin(), at=FRIDAY)
    assert set(refused.value.faults) == set(MISSING) == set(NOTHING)
    with pytest.raises(RuleIncomplete) as refused:
        set_rule("", wanted(response={"id": " - "}), "x", by=admin(), at=FRIDAY)
    assert "response" in refused.value.faults
    assert not AlarmRule.objects.filter(set_by__isnull=False).exists()


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize(
    "lacking",
    [
        {"cause": {}},
        {"cause": {"id": "  "}},
        {"consequence": {}},
        {"response": {"en": ""}},
        {"names": {}},
        {"available_min": 0},
        {"on_delay_s": None},
        {"off_delay_s": None},
        {"deadband": -1},
        {"deadband": None},
        {"threshold": None},
        {"priority": "urgent"},
        {"owner": None},
        {"why": ""},
    ],
)
def test_the_database_refuses_a_rule_that_lacks_something(lacking: dict[str, object]) -> None:
    with levels():
        whole = AlarmRule.objects.filter(pk=rule().pk).values().get()
    del whole["id"]
    if "owner" in lacking:
        lacking = {"owner_id": None}
    with pytest.raises(IntegrityError), transaction.atomic():
        AlarmRule.objects.create(**{**whole, "version": 2, **lacking})


@pytest.mark.usefixtures("city")
def test_a_change_is_a_new_version_and_the_earlier_one_stays() -> None:
    with levels():
        first = rule()
        changed = replace(wanted(), threshold=120.0)
        second = set_rule(first.key, changed, "Too often", by=admin(), at=after(60))
        operator = user("alice", Role.OPERATOR, "setda")
        with pytest.raises(NoSuchRule):
            set_rule(first.key, changed, "Me too", by=operator, at=after(61))
        assert set_rule("", wanted(), "Twin", by=admin(), at=after(62)).key != first.key
    versions = AlarmRule.objects.filter(key=first.key).order_by("version")
    assert list(versions.values_list("threshold", "set_by__name", "why")) == [
        (100.0, "Adi", "Since the last flood"),
        (120.0, "Adi", "Too often"),
    ]
    assert second in newest()


@pytest.mark.usefixtures("city")
def test_the_rules_of_a_pack_come_out_the_same_and_what_a_person_set_stays() -> None:
    facts, faults = examine(PACK)
    assert faults == []
    assert facts is not None
    assert len(facts.alarms) >= 5
    units = directory().unit_by_code
    ours = [replace(each, owner="setda") for each in facts.alarms]
    load_rules(ours, units, at=FRIDAY)
    load_rules(ours, units, at=FRIDAY)
    assert set(AlarmRule.objects.values_list("version", flat=True)) == {1}
    assert sorted(rule_facts(), key=str) == sorted(ours, key=str)
    first = ours[0].key
    mine = replace(wanted(), signal="feed_silent", threshold=7.0)
    set_rule(first, mine, "Mine", by=admin(), at=FRIDAY)
    load_rules([replace(each, available=9) for each in ours[:2]], units, at=FRIDAY)
    held = {each.key: each for each in newest()}
    assert held[first].threshold == 7.0
    assert held[ours[1].key].available_min == 9
    assert not held[ours[2].key].is_active


WRONG = """rules:
  - key: air
    name: {id: Air, en: Water}
    signal: telepathy
    comparison: above
    threshold: 1
    deadband: -1
    on_delay: 100000
    off_delay: 0
    cause: {id: A, en: A}
    consequence: {id: A, en: A}
    response: {id: A}
    available: 0
    owner: nobody
    priority: high
  - key: air
"""


def test_every_fault_of_a_rule_is_named_with_its_line_and_a_remedy(tmp_path: Path) -> None:
    for file in PACK.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "alarms.yaml").write_text(WRONG, encoding="utf-8")
    _, faults = examine(tmp_path)
    told = {fault.line: fault for fault in faults if fault.file.endswith("alarms.yaml")}
    assert set(told) >= {2, 4, 5, 7, 8, 12, 13, 16}
    assert all(fault.remedy for fault in told.values())
    assert "nobody" in told[2].wrong


@pytest.mark.usefixtures("city")
def test_what_is_sent_twice_is_one_rule_until_it_is_another() -> None:
    with levels():
        first, changed = rule(), replace(wanted(), threshold=120.0)
        assert rule() == first
        second = set_rule(first.key, changed, "Too often", by=admin(), at=after(60))
        assert set_rule(first.key, changed, "Too often", by=admin(), at=after(61)) == second
        back = set_rule(first.key, wanted(), "Since the last flood", by=admin(), at=after(62))
    assert (second.version, back.version) == (2, 3)


@pytest.mark.usefixtures("city")
@pytest.mark.parametrize(
    ("signal", "point", "threshold", "fault"),
    [
        ("gauge_level", "kota", OWN.highest + 1, "threshold"),
        ("gauge_level", "", -10_000, "threshold"),
        ("gauge_siaga", "", 5, "threshold"),
        ("calls_waiting", "", 999_999_999_999, "threshold"),
        ("gauge_level", "\0", 100, "signal"),
        ("gauge_level", "tidakada", 100, "signal"),
    ],
)
def test_a_threshold_beyond_what_can_be_and_a_point_that_is_not_there_are_refused(
    signal: str, point: str, threshold: float, fault: str
) -> None:
    load_gauges((UPPER, OWN), at=FRIDAY)
    with pytest.raises(RuleIncomplete) as refused:
        rule(signal=signal, point=point, threshold=threshold)
    assert set(refused.value.faults) == {fault}
    assert rule(signal="gauge_level", point="kota", threshold=float(OWN.highest)).pk
