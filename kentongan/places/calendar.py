"""The city's working calendar: its office hours, the national days off, and its own.

National holidays (`public`) and joint leave (`government`, cuti bersama) come from the PyPI
package `holidays`; only both together give the days on which offices really work.
"""

from collections.abc import Iterable
from datetime import date, time
from importlib.metadata import version as version_of
from zoneinfo import ZoneInfo

import holidays

from kentongan.places.models import NonWorkingDay, Profile
from kentongan.toolbox.working_time import OfficeDay, WorkingCalendar

FIRST_YEAR, LAST_YEAR = 2016, 2030


def working_calendar(profile: Profile, own_days: Iterable[NonWorkingDay]) -> WorkingCalendar:
    """Put the calendar of one city together; its version names both sources."""
    language = profile.languages[0]
    days_off = dict(national_days(language))
    days_off.update({day.date: day.names[language] for day in own_days})
    office = {
        int(weekday): OfficeDay(time.fromisoformat(opens), time.fromisoformat(closes))
        for weekday, (opens, closes) in profile.office_hours.items()
    }
    version = f"holidays {version_of('holidays')}; {profile.code} v{profile.version}"
    return WorkingCalendar(ZoneInfo(profile.zone), office, days_off, version)


def national_days(language: str) -> dict[date, str]:
    """Return Indonesia's public holidays and joint leave with their names."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    found = holidays.country_holidays(
        "ID", years=years, categories=("public", "government"), language=language
    )
    return dict(found.items())
