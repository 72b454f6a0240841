"""The lines of the queue, worded: fifty a page, so everything is looked up and nothing is asked."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kentongan.casework.listing import Row
from kentongan.casework.models import Stage
from kentongan.catalogue.shelf import shelf
from kentongan.face import formatting
from kentongan.face.worded import worded
from kentongan.places.directory import directory

SOON = timedelta(hours=24)
LONGEST_TITLE = 90


class Line(NamedTuple):
    """One row as it stands on the page. `state` is late, soon or calm; `stage` is worded."""

    reference: str
    title: str
    place: str
    unit: str
    state: str
    told: str
    moment: str
    iso: str
    stage: str


def lines(rows: Iterable[Row], *, at: datetime) -> list[Line]:
    """Word the rows in the visitor's language and the city's time."""
    known, kinds = directory(), shelf().types
    language, now, stages = get_language() or "id", timezone.localtime(at), _stages()
    made = []
    for row in rows:
        kind = worded(kinds[row.service_type_id].names, language)
        state, told, moment = _clock(row, language, now)
        made.append(
            Line(
                reference=row.reference,
                title=title_of(row.words) or kind,
                place=_place(row, known.jurisdictions[row.jurisdiction_id].name, kind),
                unit=worded(known.units[row.unit_id].names, language),
                state=state,
                told=told,
                moment=formatting.moment(moment, language, now),
                iso=formatting.iso(moment),
                stage=stages.get(row.stage, ""),
            )
        )
    return made


def title_of(words: str) -> str:
    """The first words somebody said, short enough for a heading."""
    first = words.strip().partition("\n")[0]
    if len(first) <= LONGEST_TITLE:
        return first
    return f"{first[:LONGEST_TITLE].rpartition(' ')[0] or first[:LONGEST_TITLE]} …"


def _place(row: Row, name: str, kind: str) -> str:
    told = f"{name} · {kind}" if row.words.strip() else name
    if row.voices < 2:
        return told
    voices = ngettext("%(n)s voice", "%(n)s voices", row.voices) % {"n": row.voices}
    return f"{told} · {voices}"


def _clock(row: Row, language: str, now: datetime) -> tuple[str, str, datetime]:
    if row.closed_at is not None:
        return ("calm", _("refused") if row.outcome == "refused" else _("done"), row.closed_at)
    return state_of(row.due_at, now), formatting.left(row.due_at, language, now), row.due_at


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
    }
