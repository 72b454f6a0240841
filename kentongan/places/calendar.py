"""The city's working calendar: its office hours, the national days off, and its own.

National holidays (`public`) and joint leave (`government`, cuti bersama) come from the PyPI
package `holidays`; only both together give the days on which offices really work.
"""

from collections.abc import Iterable, Mapping
from datetime import date, time
from importlib.metadata import version as version_of
from zoneinfo import ZoneInfo

from holidays.countries.indonesia import Indonesia

from kentongan.places.models import NonWorkingDay, OfficePeriod, Profile
from kentongan.toolbox import office_hours
from kentongan.toolbox.office_hours import OfficeDay, WorkingCalendar

FIRST_YEAR, LAST_YEAR = 2016, 2030


def working_calendar(
    profile: Profile, own_days: Iterable[NonWorkingDay], periods: Iterable[OfficePeriod] = ()
) -> WorkingCalendar:
    """Put the calendar of one city together; its version names both sources."""
    language = profile.languages[0]
    days_off = dict(national_days(language))
    days_off.update({day.date: day.names[language] for day in own_days})
    version = f"holidays {version_of('holidays')}; {profile.code} v{profile.version}"
    return WorkingCalendar(
        ZoneInfo(profile.zone),
        week_of(profile.office_hours),
        days_off,
        version,
        tuple(
            office_hours.OfficePeriod(
                one.first, one.last, week_of(one.office_hours), one.names[language]
            )
            for one in periods
        ),
    )


def week_of(hours: Mapping[str, Iterable[str]]) -> office_hours.Week:
    """Return office days from opening and closing by weekday, as the rows keep them."""
    week = {}
    for weekday, (opens, closes) in hours.items():
        week[int(weekday)] = OfficeDay(time.fromisoformat(opens), time.fromisoformat(closes))
    return week


def national_days(language: str) -> dict[date, str]:
    """Return Indonesia's public holidays and joint leave with their names."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    found = Indonesia(years=years, categories=("public", "government"), language=language)
    return dict(found.items())
