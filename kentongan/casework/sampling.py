"""Which claims are drawn for audit: a lottery that anybody can repeat with a pocket calculator's
worth of code, and that nobody knows before the month is over.

The seed is the SHA-256 of the month's claims themselves, one line each in the order of their
numbers: `<claim> <unit code> <moment in UTC>`. A unit's claims are then put in the order of
SHA-256(`<seed>|<claim>`), and the first ones are drawn. `docs/proofs.md` has it in ten lines.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction
from hashlib import sha256
from math import ceil
from typing import NamedTuple


class Ticket(NamedTuple):
    """A claim in the lottery."""

    claim: int
    unit: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Size:
    """How many of a unit's month are drawn: a share, rounded up, but never fewer than `least`."""

    share: Fraction
    least: int

    def of(self, claims: int) -> int:
        """Return the number drawn from so many claims."""
        return min(claims, max(self.least, ceil(self.share * claims)))


def seed_of(month: date, tickets: Iterable[Ticket]) -> str:
    """Return a month's seed, in hexadecimal."""
    lines = [f"{month:%Y-%m}", *(_line(ticket) for ticket in sorted(tickets))]
    return sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()


def _line(ticket: Ticket) -> str:
    return f"{ticket.claim} {ticket.unit} {stamp(ticket.at)}"


def stamp(at: datetime) -> str:
    """Return a moment as the lines of the lottery have it: UTC, to the microsecond."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def sample(seed: str, tickets: Iterable[Ticket], size: Size) -> Mapping[str, Sequence[int]]:
    """Return by unit the claims drawn."""
    by_unit = defaultdict[str, list[int]](list)
    for ticket in tickets:
        by_unit[ticket.unit].append(ticket.claim)
    return {
        unit: sorted(claims, key=lambda claim: _lot(seed, claim))[: size.of(len(claims))]
        for unit, claims in by_unit.items()
    }


def _lot(seed: str, claim: int) -> bytes:
    return sha256(f"{seed}|{claim}".encode()).digest()
