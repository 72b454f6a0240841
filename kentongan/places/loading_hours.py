"""Loading working time from a city pack: hours, periods, days off, and the pace of the clocks."""

from collections.abc import Iterable
from dataclasses import asdict

from kentongan.cities.packs.facts import (
    DayFacts,
    OfficeHoursFacts,
    OfficePeriodFacts,
    PaceFacts,
)
from kentongan.places.models import NonWorkingDay, OfficePeriod, Profile


def hours_by_day(hours: Iterable[OfficeHoursFacts]) -> dict[str, list[str]]:
    """Return opening and closing by weekday, 0 is Monday."""
    return {
        str(day.weekday): [day.opens.isoformat("minutes"), day.closes.isoformat("minutes")]
        for day in hours
    }


def load_days(facts: Iterable[DayFacts]) -> None:
    """Write the city's own days off; a day that left the pack is a working day again."""
    dates = []
    for fact in facts:
        dates.append(fact.date)
        NonWorkingDay.objects.update_or_create(
            date=fact.date, defaults={"names": dict(fact.name), "source": fact.source}
        )
    NonWorkingDay.objects.exclude(date__in=dates).delete()


def load_periods(facts: Iterable[OfficePeriodFacts]) -> None:
    """Write the periods of other hours; one that left the pack holds no longer."""
    OfficePeriod.objects.all().delete()
    OfficePeriod.objects.bulk_create(
        OfficePeriod(
            first=fact.first,
            last=fact.last,
            names=dict(fact.name),
            office_hours=hours_by_day(fact.office_hours),
            source=fact.source,
        )
        for fact in facts
    )


def load_pace(facts: PaceFacts) -> None:
    """Write how early to remind, when to hand upward, how long to pause; after the profile."""
    Profile.objects.update(pace=asdict(facts))
