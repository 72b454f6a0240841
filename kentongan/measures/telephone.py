"""The telephone as a room sees it: who waits, how soon we answer, and who can say so."""

from dataclasses import dataclass
from datetime import datetime

from kentongan.calls.figures import Figures, figures
from kentongan.calls.touching import last_word


@dataclass(frozen=True, slots=True)
class Telephone:
    """The day's figures, of an exchange that was heard at a moment; None if it never was.

    Of the past its last word is the last it told of a call.
    """

    is_connected: bool
    heard_at: datetime | None
    is_silent: bool
    """Nobody has heard of the exchange for so long that nobody can say who waits."""
    today: Figures


def telephone(since: datetime, at: datetime) -> Telephone:
    """Look at the city's exchanges (two statements).

    :param since: when the city's day began
    """
    last = last_word(at=at)
    today = figures(since, at=at)
    return Telephone(last.is_connected, last.heard_at, last.is_silent(at), today)
