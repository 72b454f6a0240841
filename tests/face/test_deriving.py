"""The derivation of a deadline in words."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone, translation

from kentongan.face.deriving import derive
from kentongan.face.worded import worded

ZONE = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 3, 13, 9, 30, tzinfo=ZONE)
DUE = datetime(2026, 3, 27, 8, 30, tzinfo=UTC)
SKIPPED = [[f"2026-03-{day}", "Nyepi" if day < 20 else "Lebaran"] for day in range(18, 25)]


def derived(language: str, **derivation: object) -> str:
    given = {"starts": "2026-03-13", "amount": 5, "unit": "working_days", "skipped": SKIPPED}
    with timezone.override(ZONE), translation.override(language):
        return " ".join(derive({**given, **derivation}, DUE, source="SP4N-LAPOR", now=NOW))


def test_working_days_name_the_days_off_that_lie_between() -> None:
    told = derived("en")
    assert "5 working days from Fri 13 Mar" in told
    assert "18–24 Mar are days off: Nyepi, Lebaran." in told
    assert "It ends on Fri 27 Mar 15:30, when the office closes. Source: SP4N-LAPOR." in told


def test_days_off_apart_are_told_apart() -> None:
    days = [["2026-03-31", "One"], ["2026-04-01", "Two"], ["2026-04-03", "X"]]
    told = derived("en", skipped=days)
    assert "Tue 31 Mar–Wed 1 Apr are days off: One, Two." in told
    assert "Fri 3 Apr is a day off: X." in told


def test_hours_run_around_the_clock() -> None:
    assert "24 hours from Fri 13 Mar 12:00, around the clock." in derived(
        "en", unit="hours", amount=24, skipped=[]
    )


def test_pauses_and_other_office_hours_are_told() -> None:
    paused = [["2026-03-13T03:00:00+00:00", "2026-03-26T02:00:00+00:00", 3]]
    told = derived("en", paused=paused, period="Ramadan 1447 H")
    assert (
        "It stood still from Fri 13 Mar 10:00 to Thu 26 Mar 09:00: "
        "3 working days are not counted." in told
    )
    assert "On the last day the offices keep other hours: Ramadan 1447 H." in told


def test_working_hours_say_that_only_open_hours_count() -> None:
    told = derived("en", unit="working_hours", amount=8, skipped=[])
    assert "8 working hours from Fri 13 Mar" in told
    assert (
        "Only the hours count in which the offices are open. It ends on Fri 27 Mar 15:30." in told
    )


def test_a_missing_language_falls_back_to_the_first() -> None:
    assert worded({"id": "Banjir"}, "en") == "Banjir"
    assert worded({}, "en") == ""
