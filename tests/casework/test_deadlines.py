"""A missed deadline is told once, however many clocks are running."""

from datetime import timedelta

import pytest

from kentongan.casework.closing import Reason, refuse
from kentongan.casework.missing import notice_missed
from kentongan.casework.models import Case, Deadline
from kentongan.journal.models import Entry
from kentongan.people.models import Role
from tests.casework.test_story import FRIDAY, lamp, user

pytestmark = pytest.mark.usefixtures("city")


def test_a_missed_deadline_is_told_once() -> None:
    lamp()
    later = FRIDAY + timedelta(days=60)
    assert notice_missed(at=later) == 2
    assert notice_missed(at=later) == 0
    assert Entry.objects.filter(kind="deadline.missed").count() == 2
    assert Deadline.objects.filter(missed_at=None).count() == 0


def test_what_is_still_ahead_or_met_is_left_alone() -> None:
    case = lamp()
    assert notice_missed(at=FRIDAY + timedelta(hours=1)) == 0
    refuse(
        case, Reason.UNFOUNDED, "Lampu menyala.", by=user("a", Role.OPERATOR, "setda"), at=FRIDAY
    )
    assert notice_missed(at=FRIDAY + timedelta(days=60)) == 0


def test_a_case_past_its_promise_is_found_by_its_pointer() -> None:
    case = lamp()
    assert not Case.objects.past_promise(FRIDAY).exists()
    assert Case.objects.past_promise(FRIDAY + timedelta(days=30)).get() == case
