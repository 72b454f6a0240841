"""The lines of the queue, worded: fifty a page, so everything is looked up and nothing is asked."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import NamedTuple, cast
from zoneinfo import ZoneInfo

from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from markupsafe import Markup

from kentongan.casework.listing import Row
from kentongan.casework.models import Stage
from kentongan.catalogue.shelf import shelf
from kentongan.face import formatting
from kentongan.face.ending import ending
from kentongan.face.worded import worded
from kentongan.places.directory import directory

SOON = timedelta(hours=24)
LONGEST_TITLE = 90
MOST_DRAWN = 2_000
"""Lines kept as drawn, some two kilobytes each: a room looks at the same first pages all day."""


class Names(NamedTuple):
    """What the snapshots know of a row, in the visitor's language."""

    kind: str
    place: str
    unit: str


class Minute(NamedTuple):
    """When and for whom a line is drawn; it says "3 minutes left", so it holds for a minute."""

    at: datetime
    zone: ZoneInfo
    language: str


class Way(NamedTuple):
    """Where a line leads: what stands before its reference, and behind; or one is there already."""

    base: str
    tail: str
    is_here: bool = False


def lines(rows: Iterable[Row], way: Way, here: str = "", *, at: datetime) -> Markup:
    """Draw the rows in the visitor's language and the city's time; `here` is the case shown.

    One string: every piece would otherwise climb through five layouts by itself.
    """
    known, kinds, language = directory(), shelf().types, get_language() or "id"
    minute = Minute(at.replace(second=0, microsecond=0), known.calendar.zone, language)
    made, here_too = [], way._replace(is_here=True)
    for row in rows:
        names = Names(
            kind=worded(kinds[row.service_type_id].names, language),
            place=known.jurisdictions[row.jurisdiction_id].name,
            unit=worded(known.units[row.unit_id].names, language),
        )
        leads = here_too if row.reference == here else way
        made.append(_draw(row, names, minute, _state(row, at), leads))
    return Markup("").join(made)


@lru_cache(maxsize=MOST_DRAWN)
def _draw(row: Row, names: Names, minute: Minute, state: str, way: Way) -> Markup:
    """Everything drawn is in the arguments, so no city sees another's lines, nor old ones."""
    language, now = minute.language, minute.at.astimezone(minute.zone)
    told, moment = _clock(row, language, max(now, row.due_at) if state == "late" else now)
    template = cast(Jinja2, engines["jinja2"]).env.get_template("workdesk/line.html")
    drawn: Markup = template.module.line(  # type: ignore[attr-defined]
        {
            "way": way,
            "reference": row.reference,
            "title": title_of(row.words) or names.kind,
            "place": _place(row, names),
            "unit": names.unit,
            "state": state,
            "told": told,
            "moment": formatting.moment(moment, language, now),
            "iso": formatting.iso(moment),
            "stage": _stages().get(row.stage, ""),
        }
    )
    return drawn


def title_of(words: str) -> str:
    """The first words somebody said, short enough for a heading."""
    first = words.strip().partition("\n")[0]
    if len(first) <= LONGEST_TITLE:
        return first
    return f"{first[:LONGEST_TITLE].rpartition(' ')[0] or first[:LONGEST_TITLE]} …"


def _place(row: Row, names: Names) -> str:
    told = f"{names.place} · {names.kind}" if row.words.strip() else names.place
    if row.voices < 2:
        return told
    voices = ngettext("%(n)s voice", "%(n)s voices", row.voices) % {"n": row.voices}
    return f"{told} · {voices}"


def _clock(row: Row, language: str, now: datetime) -> tuple[str, datetime]:
    if row.closed_at is not None:
        return ending(row.outcome).words, row.closed_at
    return formatting.left(row.due_at, language, now), row.due_at


def _state(row: Row, at: datetime) -> str:
    return "calm" if row.closed_at is not None else state_of(row.due_at, at)


def state_of(due_at: datetime, now: datetime) -> str:
    """The colour of a deadline, the same wherever it stands."""
    left = due_at - now
    return "late" if left < timedelta() else "soon" if left < SOON else "calm"


def _stages() -> dict[str, str]:
    """What an open case waits for; a received one's next deadline is the one for verifying."""
    return {
        str(Stage.RECEIVED): _("to verify · deadline for verifying"),
        str(Stage.VERIFIED): _("verified"),
        str(Stage.ASSIGNED): _("assigned"),
        str(Stage.ASKED): _("waiting for the reporter"),
        str(Stage.CLAIMED): _("claimed done, being checked"),
    }
