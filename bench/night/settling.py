"""Waiting until a night is over: nothing waits to be worked, grouped, written or sent any more."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from kentongan.incidents.models import Bookmark
from kentongan.intake.messages import InboundMessage
from kentongan.journal.reading import Place, after
from kentongan.mailroom.bookmarks import Bookmark as Drawn
from kentongan.mailroom.models import Letter

LOOK = 0.5


@dataclass(frozen=True)
class Settled:
    """How long it took after the last report; `letters` still waited when one stopped waiting."""

    messages: float | None
    grouping: float | None
    letters: float | None


def settle(longest: float) -> Settled:
    """Wait for each in turn, at most so many seconds in all."""
    began = time.monotonic()
    until = began + longest
    return Settled(*(_wait(each, began, until) for each in (_worked, _grouped, _sent)))


def _wait(is_done: Callable[[], bool], began: float, until: float) -> float | None:
    while not is_done():
        if time.monotonic() > until:
            return None
        time.sleep(LOOK)
    return time.monotonic() - began


def waiting_messages() -> int:
    """How many messages nobody has worked yet."""
    return InboundMessage.objects.filter(next_try_at__isnull=False).count()


def due_letters() -> int:
    """How many letters should have gone out by now; those held for the morning are not due."""
    return Letter.objects.filter(next_try_at__lte=datetime.now(UTC)).count()


def _worked() -> bool:
    return waiting_messages() == 0


def _grouped() -> bool:
    mark = Bookmark.objects.first()
    return mark is not None and not _follow(Place(mark.xact, mark.entry))


def _sent() -> bool:
    mark = Drawn.objects.first()
    drawn = mark is not None and not _follow(Place(mark.xact, mark.entry))
    return drawn and due_letters() == 0


def _follow(place: Place) -> bool:
    """Whether anything stands behind a place that such a reader would take notice of.

    The watch itself writes while it reads, so a few entries of its own are nothing.
    """
    return any(entry.kind.startswith(("case.", "dialogue.")) for entry in after(place, 500))
