"""Advising riders of a line: a sentence, from a moment until another, or until it is withdrawn."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.toolbox.refusals import Conflict, NotFound, Unprocessable
from kentongan.toolbox.words import tidy
from kentongan.transit.knowing import timetable
from kentongan.transit.models import Advisory


class NoSuchLine(NotFound):
    code = "no_such_line"
    sentence = _("There is no line with this code in the timetable.")


class NothingSaid(Unprocessable):
    code = "nothing_said"
    sentence = _("Please say what riders should know.")


class WithdrawnAlready(Conflict):
    code = "withdrawn_already"
    sentence = _("This was withdrawn before.")


@dataclass(frozen=True)
class Advice:
    """What to tell: of which line (route_id), why, to what effect, in which words, until when."""

    line: str
    text: str
    cause: str = Advisory.Cause.OTHER
    effect: str = Advisory.Effect.OTHER
    ends_at: datetime | None = None


@transaction.atomic
def advise(advice: Advice, *, by: User | None, at: datetime) -> Advisory:
    """Tell riders from now on.

    :raises NoSuchLine: if the timetable in force has none of that code
    :raises NothingSaid: without words
    """
    table = timetable(at)
    line = next((each for each in table.lines.values() if each.code == advice.line), None)
    if line is None:
        raise NoSuchLine(field="line")
    text = tidy(advice.text, field="text")[:300]
    if not text:
        raise NothingSaid(field="text")
    kept = Advisory.objects.create(
        feed=table.versions[line.version_id].feed, line=line.code, cause=advice.cause,
        effect=advice.effect, text=text, begins_at=at, ends_at=advice.ends_at, issued_at=at,
        issued_by=by,
    )  # fmt: skip
    record("advisory.issued", about=("advisory", kept.pk), by=by, at=at, effect=kept.effect)
    return kept


@transaction.atomic
def withdraw(advisory: Advisory, *, by: User | None, at: datetime) -> Advisory:
    """Tell it no longer.

    :raises WithdrawnAlready: if somebody did so before
    """
    held = Advisory.objects.select_for_update().get(pk=advisory.pk)
    if held.withdrawn_at is not None:
        raise WithdrawnAlready
    held.withdrawn_at = at
    held.save(update_fields=["withdrawn_at"])
    record("advisory.withdrawn", about=("advisory", held.pk), by=by, at=at)
    return held
