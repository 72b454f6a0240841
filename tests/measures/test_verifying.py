"""The books are held against the journal and the rows, and say exactly where they differ."""

from datetime import date
from unittest import mock

import pytest
from django.db.models import F, Q

from kentongan.casework.models import Case
from kentongan.config.cli import main
from kentongan.journal import reading
from kentongan.journal.models import Entry
from kentongan.measures.bookkeeping import keep_books
from kentongan.measures.models import Balance
from kentongan.measures.verifying import Difference, rebuild_books, verify_books
from kentongan.places.directory import directory
from tests.measures.test_ledger import MAWAR, a_busy_morning, keep_all

pytestmark = pytest.mark.usefixtures("city")
DAY = date(2026, 3, 10)


@pytest.mark.parametrize("entered", [0, 7, 1000])
def test_books_well_kept_agree_to_the_unit(entered: int) -> None:
    a_busy_morning()
    keep_all(entered)
    assert list(verify_books()) == []


def test_a_balance_that_was_changed_is_named_with_day_column_and_amount() -> None:
    a_busy_morning()
    keep_all(1000)
    key = str(directory().by_code[MAWAR].pk)
    changed = Balance.objects.filter(cut="place", key=key, span="day", day=DAY)
    changed.update(received=F("received") + 2)
    assert list(verify_books()) == [
        Difference("journal", "place", key, "day", DAY, "received", kept=11, found=9)
    ]


def test_a_balance_of_a_day_on_which_nothing_was_is_found() -> None:
    a_busy_morning()
    keep_all(1000)
    made = {"cut": "unit", "key": "7", "span": "day", "last_at": Entry.objects.latest("pk").at}
    for day in (date(1999, 1, 1), date(2030, 1, 1)):
        Balance.objects.create(day=day, joined=3, **made)
    told = [(one.day, one.column, one.kept, one.found) for one in verify_books()]
    assert told == [(date(1999, 1, 1), "joined", 3, 0), (date(2030, 1, 1), "joined", 3, 0)]


def test_a_case_that_was_changed_behind_the_journal_is_found_under_every_heading() -> None:
    a_busy_morning()
    keep_all(1000)
    one = Case.objects.filter(outcome="confirmed").first()
    assert one
    Case.objects.filter(pk=one.pk).update(outcome="unopposed")
    found = list(verify_books())
    assert {(d.source, d.cut, d.column, d.found - d.kept) for d in found} == {
        ("rows", cut, column, more)
        for cut in ("place", "unit", "type", "channel")
        for column, more in (("confirmed", -1), ("unopposed", 1))
    }


def test_a_lost_entry_is_found_from_the_rows_and_the_books_kept_anew_follow_the_journal() -> None:
    a_busy_morning()
    keep_all(1000)
    Entry.objects.filter(kind="case.set_aside").delete()
    assert {d.source for d in verify_books()} == {"journal"}
    with mock.patch.object(reading, "SETTLED", Q()):
        rebuild_books()
        assert keep_books() == 0
    assert {(d.source, d.column) for d in verify_books()} == {
        ("rows", "set_aside"),
        ("rows", "open"),
    }


def test_books_kept_anew_are_the_same_books() -> None:
    a_busy_morning()
    keep_all(1000)
    before = set(Balance.objects.values_list("cut", "key", "span", "day", "received", "last_at"))
    Balance.objects.filter(span="day").delete()
    assert list(verify_books())
    rebuild_books()
    assert before == set(
        Balance.objects.values_list("cut", "key", "span", "day", "received", "last_at")
    )


def test_the_command_answers_whoever_asks_whether_the_numbers_are_right(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.conftest import TEST_DATABASE_URL

    monkeypatch.setenv("DATABASE_URL", TEST_DATABASE_URL)
    a_busy_morning()
    keep_all(1000)
    assert main(["ledger", "verify", "contoh"]) == 0
    assert "the books agree to the unit" in capsys.readouterr().out
    Balance.objects.filter(cut="channel", key="web", span="year").update(joined=1)
    assert main(["ledger", "verify", "contoh"]) == 1
    told = "contoh: channel web in 2026, joined: the books say 1, the journal 0 (-1)"
    assert told in capsys.readouterr().out
    assert main(["ledger", "verify", "nowhere"]) == 2
    assert main(["ledger", "verify", "--rebuild"]) == 0
