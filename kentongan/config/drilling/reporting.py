"""The report of a drill: a sheet to sign off and the same figures as CSV, kept in the data folder.

They outlive the twin, whose rows go with it.
"""

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from kentongan.cities.entering import inside
from kentongan.cities.models import City
from kentongan.config.drilling.figures import Figures, figures
from kentongan.face import formatting
from kentongan.face.printing import sheet
from kentongan.places.directory import directory
from kentongan.places.models import Profile

TEMPLATE = "config/drilling/report.typ"
Row = tuple[str, str, str]
"""A key for machines, what it is called, what it is."""


def write_report(twin: City, *, at: datetime) -> list[Path]:
    """Write what came of a drill so far; returns the files."""
    folder = Path(settings.DATA) / "drills" / (twin.drill_of.slug if twin.drill_of else twin.slug)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with inside(twin):
        profile = directory().profile
        with override(profile.languages[0]):
            rows = list(rows_of(figures()))
            said = _said(twin, profile, rows, at)
            printed = sheet(TEMPLATE, said, at=at)
    stem = f"{twin.added_at:%Y%m%d-%H%M%S}"
    files = [folder / f"{stem}.pdf", folder / f"{stem}.csv"]
    files[0].write_bytes(printed)
    files[1].write_text(_as_csv(rows), encoding="utf-8")
    return files


def rows_of(found: Figures) -> Iterator[Row]:
    """Yield the figures, each with its key and what it is called."""
    yield from _came(found)
    yield "incidents", _("Incidents made of them"), str(found.incidents)
    yield "witnesses", _("Reports that stand in an incident"), str(found.witnesses)
    yield "alarms", _("Alarms raised"), str(found.alarms)
    yield "alarms_answered", _("Alarms that somebody answered"), str(found.answered)
    minutes = _told(found.alarm_minutes)
    yield "alarm_minutes", _("Minutes until an alarm was answered (median)"), minutes
    yield "responded", _("Cases that somebody took up"), str(found.responded)
    minutes = _told(found.response_minutes)
    yield "response_minutes", _("Minutes until a case was taken up (median)"), minutes
    yield "letters_kept", _("Letters kept, not sent"), str(found.kept)
    yield "letters_sent", _("Letters sent (must be none)"), str(found.sent)
    agrees = _("agrees to the unit") if not found.differences else str(found.differences)
    yield "ledger", _("Ledger against journal and rows: differences"), agrees


def _came(found: Figures) -> Iterator[Row]:
    yield "planned", _("Reports that the flood was to send"), str(found.planned)
    yield "received", _("Reports received"), str(sum(found.received.values()))
    for channel, count in found.received.items():
        yield f"received_{channel}", _("of these by %(channel)s") % {"channel": channel}, str(count)
    yield "messages", _("Messages heard"), str(found.messages)
    yield "messages_waiting", _("Messages not worked yet"), str(found.waiting)
    yield "messages_aside", _("Messages set aside"), str(found.aside)
    yield "cases", _("Cases opened"), str(found.cases)


def _told(minutes: float | None) -> str:
    return _("nobody did") if minutes is None else str(minutes)


def _said(twin: City, profile: Profile, rows: list[Row], at: datetime) -> dict[str, object]:
    language, zone = profile.languages[0], ZoneInfo(profile.zone)
    here = at.astimezone(zone)
    began = formatting.moment(twin.added_at.astimezone(zone), language, here)
    return {
        "language": language,
        "title": _("Report of a drill"),
        "above": profile.province,
        "office": profile.name,
        "head": [
            [_("What was drilled"), twin.drill_name or "–"],
            [_("Began"), began],
            [_("Written"), formatting.moment(here, language, here)],
        ],
        "rows": [[label, value] for _key, label, value in rows],
        "columns": [_("Figure"), _("Value")],
        "note": _("Everything here was invented. None of it is in any figure of the city."),
    }


def _as_csv(rows: list[Row]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["drill", "key", "figure", "value"])
    writer.writerows(["DRILL", *row] for row in rows)
    return out.getvalue()
