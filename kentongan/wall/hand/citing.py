"""The rows a decision cites, as labelled lines in the reader's language."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kentongan.face.directive_words import SUBJECTS
from kentongan.face.ending import ending

LABELS: Mapping[str, str | Promise] = {
    "words": _("What is to be decided"),
    "options": _("The options"),
    "blocks": _("What waits for it"),
    "title": _("About"),
    "opened_at": _("Opened"),
    "due_at": _("Deadline"),
    "promised_at": _("Promised"),
    "outcome": _("How it ended"),
    "closed_at": _("Ended"),
}
"""What is drawn, in this order; the rest of a row only says where it stands."""


class Line(NamedTuple):
    """A label and what it says: a sentence, several, or a moment."""

    label: str | Promise
    value: str | list[str] | datetime


class CitedRow(NamedTuple):
    """What kind of thing it was, by what key, where it is seen, and what it said then."""

    kind: str | Promise
    key: str
    address: str
    lines: list[Line]


def row_of(cited: Mapping[str, Any]) -> CitedRow:
    """Return a row as it was kept, ready to be drawn."""
    kind = str(cited.get("kind", ""))
    called = _("question") if kind == "question" else SUBJECTS.get(kind, kind)
    key = str(cited.get("reference") or cited.get("id", ""))
    return CitedRow(called, key, str(cited.get("address", "")), list(_lines(cited)))


def _lines(cited: Mapping[str, Any]) -> Iterator[Line]:
    for name, label in LABELS.items():
        value = cited.get(name)
        if value not in (None, "", "None", []):
            yield Line(label, _value(name, value))


def _value(name: str, value: Any) -> str | list[str] | datetime:
    if isinstance(value, list):
        return [str(each) for each in value]
    if name == "outcome":
        return ending(str(value)).words
    return _moment(str(value)) if name.endswith("_at") else str(value)


def _moment(text: str) -> datetime | str:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return text
