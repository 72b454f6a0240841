"""Which of many messages hold at a moment: not what was updated, cancelled or has ended."""

from collections.abc import Iterable
from datetime import datetime

from kentongan.cities.drills import is_drill
from kentongan.situation.cap.alert import Alert, Info, MessageType, Status

Key = tuple[str, str]
ENDING = frozenset({MessageType.UPDATE, MessageType.CANCEL})
SPEAKING = frozenset({MessageType.ALERT, MessageType.UPDATE})
REAL = frozenset({Status.ACTUAL})
DRILLED = frozenset({Status.ACTUAL, Status.EXERCISE})
"""In a drill city exercises are what one is to act upon."""


def standing(alerts: Iterable[Alert], *, at: datetime) -> tuple[Alert, ...]:
    """Return what holds at the moment, newest first, whatever order the messages came in.

    A message told twice counts once; exercises and tests are left to whoever asks for them;
    what a sender takes back must be its own.
    """
    known = {(each.sender, each.identifier): each for each in alerts if each.sent <= at}
    ended = {
        (reference.sender, reference.identifier)
        for each in known.values()
        if each.type in ENDING
        for reference in each.references
        if reference.sender == each.sender
    }
    counting = DRILLED if is_drill() else REAL
    held = (
        each
        for key, each in known.items()
        if key not in ended and each.type in SPEAKING and each.status in counting
    )
    found = [each for each in held if any(holds(info, each, at=at) for info in each.infos)]
    return tuple(sorted(found, key=lambda each: (each.sent, each.identifier), reverse=True))


def holds(info: Info, alert: Alert, *, at: datetime) -> bool:
    """Whether a block holds now: begun by its own word, not yet ended, and not told as past."""
    begun = info.effective or alert.sent
    is_over = info.expires is not None and info.expires <= at
    return begun <= at and not is_over and "AllClear" not in info.response_types
