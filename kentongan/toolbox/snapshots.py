"""What changes rarely, kept in the process: one frozen value per city, asked anew when stale.

A snapshot is keyed by the city's schema and by a version that the city counts up with every
change to its data, so that all server processes agree again within `CHECK_EVERY` seconds.
Snapshots that share a version ask for it once between them.
"""

from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import Any, Generic, TypeVar

from kentongan.toolbox.schemas import current

CHECK_EVERY = 2.0


T = TypeVar("T")


class Snapshot(Generic[T]):
    """Build once per city and version; ask for the version at most every two seconds."""

    def __init__(self, build: Callable[[], T], version: Callable[[], int]) -> None:
        self._build = build
        self._version = version
        self._kept: dict[str, tuple[int, float, T]] = {}
        self._lock = Lock()
        _known.append(self)

    def __call__(self) -> T:
        """Return the current city's value."""
        schema = current().schema_name
        kept = self._kept.get(schema)
        if kept and monotonic() - kept[1] < CHECK_EVERY:
            return kept[2]
        asked_at, version = _ask(schema, self._version)
        if not kept or kept[0] != version:
            with self._lock:
                kept = self._kept.get(schema)
                if not kept or kept[0] != version:  # else somebody built it while we waited
                    kept = (version, asked_at, self._build())
                    self._kept[schema] = kept
        self._kept[schema] = (version, asked_at, kept[2])
        return kept[2]

    def forget(self) -> None:
        """Drop every city's value."""
        self._kept.clear()


_known: list[Snapshot[Any]] = []
_asked: dict[tuple[str, Callable[[], int]], tuple[float, int]] = {}


def _ask(schema: str, version: Callable[[], int]) -> tuple[float, int]:
    told = _asked.get((schema, version))
    if told is None or monotonic() - told[0] >= CHECK_EVERY:
        told = _asked[schema, version] = (monotonic(), version())
    return told


def forget_all() -> None:
    """Drop every snapshot of this process, for whoever has just changed a city's data."""
    for snapshot in _known:
        snapshot.forget()
    _asked.clear()
