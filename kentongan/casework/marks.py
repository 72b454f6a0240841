"""Where a page of a list begins: behind a row, before one, or at the end."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Mark(NamedTuple):
    """A row's place in the order: its moment in microseconds since 1970, and its id."""

    micros: int
    id: int

    def __str__(self) -> str:
        return f"{self.micros}.{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Mark | None":
        """Return the mark that `str()` wrote, or None for anything else."""
        micros, _, number = text.partition(".")
        digits = micros + number
        if not (digits.isascii() and micros.isdecimal() and number.isdecimal()):
            return None
        return cls(int(micros), int(number)) if len(micros) < 17 and len(number) < 19 else None

    @classmethod
    def at(cls, moment: datetime, number: int) -> "Mark":
        """Return the mark of the row with that moment and id."""
        return cls((moment - EPOCH) // timedelta(microseconds=1), number)

    @property
    def moment(self) -> datetime:
        """The moment, to the microsecond."""
        return EPOCH + timedelta(microseconds=self.micros)


@dataclass(frozen=True, slots=True)
class Turn:
    """Which page: behind a mark, before one, or the last; the first if none is given."""

    after: Mark | None = None
    before: Mark | None = None
    is_last: bool = False
