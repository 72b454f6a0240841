"""What was screened, hidden and shown again, told at the desk."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kentongan.casework.history import Event
from kentongan.casework.models import IdentityLook, What

WHAT: dict[str, str | Promise] = {
    What.CASE: gettext_lazy("the case"),
    What.PHOTO: gettext_lazy("a photo"),
    What.IDENTITY: gettext_lazy("who reported"),
    What.CONTENT: gettext_lazy("what was reported"),
}
LOOKS: dict[str, str | Promise] = {
    IdentityLook.Reason.CONTACT: gettext_lazy("to ask or to tell them something"),
    IdentityLook.Reason.VISIT: gettext_lazy("to meet them on the spot"),
    IdentityLook.Reason.CHECK: gettext_lazy("to see whether the report is real"),
    IdentityLook.Reason.LEGAL: gettext_lazy("an authority demands it by law"),
    IdentityLook.Reason.DATA: gettext_lazy("they asked about their data"),
}


class Asked(NamedTuple):
    """A wish to show more that waits for another: its row, what, why, and whose it is."""

    row: int
    what: str | Promise
    reason: str
    by: int | None


def waiting(events: Iterable[Event]) -> list[Asked]:
    """Return the wishes to show more that nobody has decided, from the history alone."""
    ended = {"case.widened", "case.widening_declined"}
    listed = list(events)
    decided = {event.row for event in listed if event.kind in ended}
    asked = (event for event in listed if event.kind == "case.widening_asked")
    return [
        Asked(event.row, WHAT.get(event.detail, event.detail), event.said, event.who)
        for event in asked
        if event.row not in decided
    ]


def _screened(event: Event, telling: Any) -> str:
    return _("Photo screened, public") if event.detail == "true" else _("Photo screened, hidden")


def _told(text: str | Promise) -> Callable[[Event, Any], str]:
    return lambda event, telling: str(text) % {"what": WHAT.get(event.detail, event.detail)}


PRIVACY: dict[str, Callable[[Event, Any], str]] = {
    "case.photo_screened": _screened,
    "case.narrowed": _told(gettext_lazy("Hidden: %(what)s")),
    "case.widening_asked": _told(gettext_lazy("Asked to show %(what)s")),
    "case.widened": _told(gettext_lazy("Shown again by two: %(what)s")),
    "case.widening_declined": _told(gettext_lazy("Stays hidden: %(what)s")),
}
