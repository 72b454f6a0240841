"""Moments, time left and money as people say them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kentongan.face import formatting

ZONE = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 11, 20, 14, 32, tzinfo=ZONE)  # a Friday


def later(**parts: float) -> datetime:
    return NOW + timedelta(**parts)


@pytest.mark.parametrize(
    ("language", "said"), [("id", "Sel, 24 Nov 16.30"), ("en", "Tue 24 Nov 16:30")]
)
def test_a_moment_is_written_the_way_each_language_does(language: str, said: str) -> None:
    assert formatting.moment(datetime(2026, 11, 24, 16, 30, tzinfo=ZONE), language, NOW) == said


def test_a_moment_is_shown_in_the_zone_of_the_city() -> None:
    elsewhere = datetime(2026, 11, 24, 9, 30, tzinfo=ZoneInfo("UTC"))
    assert formatting.clock(elsewhere, "id", NOW) == "16.30"


def test_another_year_is_named() -> None:
    assert formatting.day(datetime(2025, 3, 3, tzinfo=ZONE), "id", NOW) == "Sen, 3 Mar 2025"
    assert formatting.day_long(NOW, "id", NOW) == "Jumat, 20 November 2026"


@pytest.mark.parametrize(
    ("ahead", "indonesian", "english"),
    [
        ({"days": -3}, "lewat 3 hari", "late by 3 days"),
        ({"hours": -4, "minutes": -10}, "lewat 4 jam", "late by 4 hours"),
        ({"hours": -1}, "lewat 1 jam", "late by 1 hour"),
        ({"seconds": -20}, "baru saja lewat", "just late"),
        ({"seconds": 20}, "sebentar lagi", "any moment"),
        ({"minutes": 12}, "12 menit lagi", "12 minutes left"),
        ({"hours": 2, "minutes": 50}, "2 jam lagi", "2 hours left"),
        ({"hours": 19, "minutes": 28}, "besok 10.00", "tomorrow 10:00"),
        ({"days": 4}, "Sel, 24 Nov", "Tue 24 Nov"),
    ],
)
def test_time_left_is_said_in_plain_words(
    ahead: dict[str, float], indonesian: str, english: str
) -> None:
    assert formatting.left(later(**ahead), "id", NOW) == indonesian
    assert formatting.left(later(**ahead), "en", NOW) == english


@pytest.mark.parametrize(
    ("back", "said"),
    [
        ({"seconds": 2}, "2 detik lalu"),
        ({"minutes": 4}, "4 menit lalu"),
        ({"hours": 28}, "kemarin 10.32"),
        ({"days": 4}, "Sen, 16 Nov 14.32"),
    ],
)
def test_the_past_is_said_in_plain_words(back: dict[str, float], said: str) -> None:
    assert formatting.ago(NOW - timedelta(**back), "id", NOW) == said


def test_a_clock_that_runs_ahead_is_not_a_negative_age() -> None:
    assert formatting.ago(later(seconds=3), "id", NOW) == "0 detik lalu"


def test_numbers_are_grouped_as_the_language_does() -> None:
    assert formatting.number(1234567, "id") == "1.234.567"
    assert formatting.number(1234567, "en") == "1,234,567"
    assert formatting.number(1234.5, "id", 1) == "1.234,5"
    assert formatting.rupiah(1250000, "id") == "Rp\u00a01.250.000"
    assert formatting.rupiah(-500, "id") == "−Rp\u00a0500"


def test_a_missing_number_is_never_zero() -> None:
    assert formatting.number(None, "id") == "–"
    assert formatting.rupiah(None, "id") == "–"
    assert formatting.number(0, "id") == "0"
