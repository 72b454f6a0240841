"""city.yaml: who the city is, when its offices are open, whom to ring in an emergency."""

from __future__ import annotations

import re
from datetime import time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kentongan.cities.packs.facts import (
    CityFacts,
    EmergencyNumberFacts,
    OfficeHoursFacts,
    PopulationFacts,
    Text,
)
from kentongan.cities.packs.faults import suggest
from kentongan.cities.packs.pages import Page

FIELDS = (
    *("code", "slug", "name", "short", "province", "zone", "languages", "centre"),
    *("office_hours", "emergency_numbers", "contact", "population", "wording", "first_gate"),
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
CONTACT = ("address", "phone", "email", "web")
WORDING = ("app_name", "tagline", "room_name", "home_lead", "recording_consent")
GATES = ("", "neighbour")
"""Who looks at a report before the city does: nobody, or the heads of RT and RW."""
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Asia/Pontianak")
_SLUG = r"[a-z][a-z0-9-]{0,38}[a-z0-9]"  # a host name too; the schema has _ for each -
LATITUDES, LONGITUDES = (-11.5, 6.5), (94.5, 141.5)  # Indonesia, with its waters


def read_city(page: Page) -> CityFacts:
    languages = page.words("languages") or ("id",)
    lat, lon = _read_centre(page)
    page.findings.mark("city", page.text("code"), page.file, page.line_of("centre"))
    return CityFacts(
        code=_matching(page, "code", r"\d\d\.\d\d", "Write the Kemendagri code, like '12.34'."),
        slug=_matching(page, "slug", _SLUG, "Use small letters, digits and '-' only."),
        name=page.text("name"),
        short=_matching(page, "short", r"[A-Z]{2,4}", "Use two to four capital letters."),
        province=page.text("province"),
        zone=_read_zone(page),
        languages=languages,
        lat=lat,
        lon=lon,
        office_hours=read_hours(page),
        emergency_numbers=tuple(
            EmergencyNumberFacts(each.texts("name", languages), each.text("number"))
            for each in page.pages("emergency_numbers", "name", "number")
        ),
        contact=_read_contact(page),
        population=_read_population(page),
        wording=_read_wording(page, languages),
        first_gate=page.choice("first_gate", GATES, ""),
    )


def _matching(page: Page, key: str, pattern: str, remedy: str) -> str:
    value = page.text(key)
    reserved = key == "slug" and (value in {"public", "www"} or value.startswith("pg-"))
    if value and (reserved or not re.fullmatch(pattern, value)):
        wrong = "is a reserved name" if reserved else "has the wrong form"
        page.fault(f"{key!r} {wrong}: {value!r}", remedy, at=key)
    return value


def _read_zone(page: Page) -> str:
    zone = page.text("zone")
    try:
        ZoneInfo(zone or ZONES[0])
    except (ZoneInfoNotFoundError, ValueError, OSError):
        page.fault(f"There is no time zone {zone!r}", suggest(zone, ZONES), at="zone")
        return ZONES[0]
    return zone


def _read_centre(page: Page) -> tuple[float, float]:
    centre = page.page("centre", "lat", "lon")
    if centre is None:
        page.fault("The field 'centre' is missing", "Add 'centre: {lat: …, lon: …}'.")
        return 0.0, 0.0
    lat, lon = centre.number("lat"), centre.number("lon")
    given = centre.has("lat") and centre.has("lon")
    if given and (trouble := trouble_with_place(lat, lon)):
        centre.fault(*trouble)
    return lat, lon


def trouble_with_place(lat: float, lon: float) -> tuple[str, str] | None:
    """What is wrong with a point (degrees) and the remedy; None where it may be Indonesia."""
    if inside(lat, LATITUDES) and inside(lon, LONGITUDES):
        return None
    if inside(lon, LATITUDES) and inside(lat, LONGITUDES):
        return f"lat {lat} and lon {lon} are swapped", f"Write lat {lon} and lon {lat}."
    wrong = f"The point lat {lat}, lon {lon} is outside Indonesia"
    return wrong, "Give degrees: lat between -11.5 and 6.5, lon between 94.5 and 141.5."


def inside(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]


def read_hours(page: Page) -> tuple[OfficeHoursFacts, ...]:
    hours = page.page("office_hours", *WEEKDAYS)
    if hours is None:
        page.fault("The field 'office_hours' is missing", "Add 'office_hours: {monday: …}'.")
        return ()
    found = []
    for weekday, name in enumerate(WEEKDAYS):
        value = hours.text(name, "")
        try:
            first, last = (time.fromisoformat(each) for each in value.split("-"))
        except ValueError:
            if value:
                hours.fault(f"{value!r} are no hours", "Write them like '08:00-16:00'.", at=name)
            continue
        if first >= last:
            hours.fault(f"{value!r} ends before it begins", "Swap the two times.", at=name)
        found.append(OfficeHoursFacts(weekday, first, last))
    return tuple(found)


def _read_contact(page: Page) -> dict[str, str]:
    contact = page.page("contact", *CONTACT)
    return {key: contact.text(key) for key in CONTACT if contact.has(key)} if contact else {}


def _read_population(page: Page) -> PopulationFacts | None:
    count = page.page("population", "value", "as_of", "source")
    if count is None:
        return None
    return PopulationFacts(count.whole("value"), count.day("as_of"), count.text("source"))


def _read_wording(page: Page, languages: tuple[str, ...]) -> dict[str, Text]:
    wording = page.page("wording", *WORDING)
    if wording is None:
        return {}
    return {key: wording.texts(key, languages) for key in WORDING if wording.has(key)}
