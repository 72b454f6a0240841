"""The log of an incident: what was written by hand, and what was done, newest first."""

from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from kentongan.face.worded import worded
from kentongan.incidents.models import Incident, LogLine, Merge, Step
from kentongan.journal.models import Entry
from kentongan.people.models import User
from kentongan.workdesk.incidents.words import code_of, told_of

MOST = 200


class Line(NamedTuple):
    """One line of the log; `is_written`: somebody typed it."""

    at: datetime
    text: str
    who: str = ""
    is_written: bool = False


def log_of(incident: Incident, steps: list[Step]) -> list[Line]:
    """Return the latest lines (four statements)."""
    texts = {step.pk: worded(step.texts) for step in steps}
    written = LogLine.objects.filter(incident=incident).select_related("by").order_by("-at", "-pk")
    lines = [Line(each.at, each.text, each.by.name, True) for each in written[:MOST]]
    lines += _done(incident, texts)
    for merged in Merge.objects.filter(into=incident).select_related("by", "undone_by"):
        lines += _came(merged)
    return sorted(lines, key=lambda line: line.at, reverse=True)[:MOST]


def _done(incident: Incident, steps: dict[int, str]) -> list[Line]:
    acts = Entry.objects.filter(about="incident", about_id=incident.pk)
    entries = list(acts.exclude(kind="incident.logged").order_by("-id")[:MOST])
    names = dict(_names({entry.by_id for entry in entries if entry.by_id}))
    found = []
    for entry in entries:
        told = told_of(entry.kind, entry.particulars, steps)
        if told:
            found.append(Line(entry.at, told, names.get(entry.by_id or 0, "")))
    return found


def _names(ids: set[int]) -> Any:
    return User.objects.filter(pk__in=ids).values_list("pk", "name")


def _came(merged: Merge) -> list[Line]:
    code = {"code": code_of(merged.incident_id)}
    lines = [Line(merged.at, _("%(code)s went into this one") % code, merged.by.name)]
    if merged.undone_at and merged.undone_by:
        told = _("%(code)s stands by itself again") % code
        lines.append(Line(merged.undone_at, told, merged.undone_by.name))
    return lines
