"""How far behind a wall was: from the commit of what happened until a browser was told of it."""

import pickle
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection

COMMITTED = """
    SELECT xact || '-' || id, extract(epoch FROM
           pg_xact_commit_timestamp((xact %% 4294967296)::text::xid))
    FROM journal_entry WHERE xact >= %s
"""


@dataclass(frozen=True)
class Delays:
    """Seconds, sorted; and what the streams missed or were told twice."""

    waits: Sequence[float]
    after_kill: Sequence[float]
    missed: int
    twice: int
    dropped: int
    back_after: Sequence[float]
    around: Sequence[float]
    pages: Sequence[float]
    faults: int
    resets: int

    @staticmethod
    def at(waits: Sequence[float], share: float) -> float:
        """Return the wait within which that share was told."""
        return waits[min(len(waits) - 1, int(share * len(waits)))] if waits else float("nan")


def read(file: Path, killed_at: float, around: float = 15.0) -> Delays:
    """Hold what the streams noted against what PostgreSQL committed."""
    notes: dict[str, Any] = pickle.loads(file.read_bytes())  # noqa: S301 - our own process's
    arrived = notes["arrived"]
    committed = _committed(min((int(m.partition(b"-")[0]) for m in arrived), default=0))
    waits, near = [], []
    for mark, moments in arrived.items():
        at = committed[mark]
        delays = [moment - at for moment in moments]
        waits += delays
        if -around < at - killed_at < around:
            near += delays
    return Delays(
        waits=sorted(waits),
        after_kill=sorted(near),
        missed=_missed(arrived, notes["begun"], notes["counts"]),
        twice=notes["twice"],
        dropped=len(notes["dropped"]),
        back_after=sorted(notes["back_after"]),
        around=sorted(notes["around"]),
        pages=sorted(notes["pages"]),
        faults=notes["faults"],
        resets=notes["resets"],
    )


def _committed(first: int) -> dict[bytes, float]:
    with connection.cursor() as cursor:
        cursor.execute(COMMITTED, [first])
        return {mark.encode(): float(at) for mark, at in cursor.fetchall()}


def _missed(arrived: Mapping[bytes, object], begun: Sequence[bytes], counts: Sequence[int]) -> int:
    """How much of what others were told each stream was not, from where it had begun."""
    order = sorted(map(_place, arrived))
    return sum(
        max(0, len(order) - bisect_left(order, (*_place(first)[:1], _place(first)[1] + 1)) - count)
        for first, count in zip(begun, counts, strict=True)
        if first
    )


def _place(mark: bytes) -> tuple[int, int]:
    xact, _, number = mark.partition(b"-")
    return int(xact), int(number)
