"""Faults of rules.yaml: each with its line, and the way out."""

from __future__ import annotations

from pathlib import Path

import pytest

from kentongan.cities.packs.checking import check
from kentongan.cities.packs.reading import read

RULE = """rules:
  - sets: objection_days
    amount: 14
    source: Perwal 12/2026
    valid_from: 2026-07-01
"""
SECOND = RULE.replace("rules:\n", "").replace("14", "21").replace("07-01", "10-01")


def with_rules(folder: Path, text: str) -> Path:
    (folder / "rules.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_pack_of_before_has_no_such_file_and_no_fault(folder: Path) -> None:
    (folder / "rules.yaml").unlink()
    assert read(folder).rules == ()


def test_a_rule_is_read(folder: Path) -> None:
    (rule,) = read(with_rules(folder, RULE)).rules
    assert (rule.sets, rule.amount, rule.source) == ("objection_days", 14, "Perwal 12/2026")


@pytest.mark.parametrize(
    ("old", "new", "line", "wrong", "remedy"),
    [
        ("objection_days", "objecton_days", 2, "'sets' cannot be", "'objection_days'"),
        ("amount: 14", "amount: 0", 3, "between 1 and 36500", "another number"),
        ("amount: 14", "amount: two weeks", 3, "must be a whole number", "a whole number"),
        ("    amount: 14\n", "", 2, "'amount' is missing", "amount"),
        ("    source: Perwal 12/2026\n", "", 2, "'source' is missing", "source"),
        ("Perwal 12/2026", '""', 4, "'source' is empty", "decree"),
        ("    valid_from: 2026-07-01\n", "", 2, "'valid_from' is missing", "valid_from"),
        ("2026-07-01", "soon", 5, "must be a date", "2026-01-31"),
        ("2026-07-01\n", "2026-07-01\n    valid_to: 2026-06-01\n", 6, "is before", "Swap"),
        ("2026-07-01\n", f"2026-07-01\n{SECOND}", 9, "on the same days", "valid_to"),
        ("    amount", "    amonut", 3, "Unknown field 'amonut'", "'amount'"),
    ],
)
def test_every_fault_has_its_line_and_the_way_out(
    folder: Path, old: str, new: str, line: int, wrong: str, remedy: str
) -> None:
    faults = check(with_rules(folder, RULE.replace(old, new, 1)))
    assert any(
        (each.file, each.line) == ("rules.yaml", line)
        and wrong in each.wrong
        and remedy in each.remedy
        for each in faults
    ), faults


def test_a_percentage_ends_at_a_hundred_and_a_session_may_end_at_once(folder: Path) -> None:
    many = RULE.replace("objection_days", "audit_percent").replace("14", "101")
    (fault,) = check(with_rules(folder, many))
    assert "between 1 and 100" in fault.wrong
    none = RULE.replace("objection_days", "session_days").replace("14", "0")
    assert read(with_rules(folder, none)).rules[0].amount == 0


def test_the_next_decree_follows_the_one_that_ends(folder: Path) -> None:
    ended = RULE.replace("2026-07-01\n", "2026-07-01\n    valid_to: 2026-09-30\n")
    assert [rule.amount for rule in read(with_rules(folder, ended + SECOND)).rules] == [14, 21]
