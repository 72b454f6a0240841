"""A costly answer, worked out once for everybody who asks: a thousand openings, one computation.

Whoever asks while it is being worked out anew gets the last answer, so nobody waits but the
first. A dear answer is kept longer, up to three seconds, so that it takes a tenth of the time.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

from kentongan.toolbox.schemas import current

KEEP = 1.0
"""Seconds for which an answer is good enough."""
LONGEST = 3.0
SHARE = 10
"""An answer is kept this many times as long as it took, within these bounds."""
OLDEST = 10.0
"""Seconds after which an answer is not shown again while a newer one is worked out."""

T = TypeVar("T")


@dataclass
class _Kept(Generic[T]):
    lock: Lock = field(default_factory=Lock)
    answer: T | None = None
    at: float = float("-inf")
    keep: float = KEEP


class Once(Generic[T]):
    """One kept answer per city; `ask(at)` is called inside the city."""

    def __init__(self, work_out: Callable[[datetime], T]) -> None:
        self._work_out = work_out
        self._kept: dict[str, _Kept[T]] = {}

    def ask(self, at: datetime) -> T:
        """Return the kept answer, or work it out as of `at`."""
        kept = self._kept.setdefault(current().schema_name, _Kept())
        age = monotonic() - kept.at
        if kept.answer is not None and age < kept.keep:
            return kept.answer
        if kept.answer is not None and age < max(OLDEST, 2 * kept.keep) and kept.lock.locked():
            return kept.answer
        with kept.lock:
            return self._again(kept, at)

    def forget(self) -> None:
        """Drop every answer."""
        self._kept.clear()

    def _again(self, kept: _Kept[T], at: datetime) -> T:
        if kept.answer is not None and monotonic() - kept.at < kept.keep:
            return kept.answer
        began = monotonic()
        answer = self._work_out(at)
        kept.answer, kept.at = answer, monotonic()
        kept.keep = min(LONGEST, max(KEEP, SHARE * (kept.at - began)))
        return answer
