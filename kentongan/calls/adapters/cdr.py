"""Asterisk's books: the lines of `cdr-csv/Master.csv`, one for every leg that was dialled.

https://docs.asterisk.org/Configuration/Reporting/Call-Detail-Records-CDR/. `cdr.conf` has to say
`usegmtime = yes` and `loguniqueid = yes`: a moment without its zone would be anybody's guess.
"""

import csv
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import groupby

from kentongan.calls.adapters.speaking import ends, extension_of
from kentongan.calls.events import EventUnusable
from kentongan.calls.records import Record

SRC, DST, CHANNEL, DST_CHANNEL = 1, 2, 5, 6
START, ANSWER, END, BILLED, DISPOSITION, UNIQUE = 9, 10, 11, 13, 14, 16
COLUMNS = 17


def records_of(lines: Iterable[str]) -> Iterator[Record]:
    """Yield one record for every call; its legs stand beneath each other, by its unique id.

    :raises EventUnusable: where a line has too few columns, or no moments
    """
    rows = (row for row in csv.reader(lines) if row)
    for unique, legs in groupby(rows, key=_unique):
        yield _record(unique, list(legs))


def _unique(row: list[str]) -> str:
    if len(row) < COLUMNS or not row[UNIQUE]:
        raise EventUnusable(field="uniqueid")
    return row[UNIQUE]


def _record(unique: str, legs: list[list[str]]) -> Record:
    """An answer of the dial plan's own (music, a menu) rings at nobody: it bills, but is none."""
    first = legs[0]
    spoken = [leg for leg in legs if leg[DISPOSITION] == "ANSWERED" and leg[DST_CHANNEL]]
    inside = extension_of(first[CHANNEL])
    told = ends(inside if inside.isdecimal() else first[SRC], first[DST])
    ended = max(_moment(leg[END], "end") for leg in legs)
    answered = min((_answered(leg) for leg in spoken), default=None)
    return Record(
        call_id=unique,
        offered_at=min(_moment(leg[START], "start") for leg in legs),
        answered_at=answered,
        ended_at=ended,
        extension=extension_of(spoken[-1][DST_CHANNEL]) if spoken else "",
        disposition=legs[-1][DISPOSITION].lower().replace(" ", "_"),
        direction=told["direction"],
        number=told["number"],
        dialled=told.get("dialled", ""),
    )


def _answered(leg: list[str]) -> datetime:
    """The menu may have answered long before: somebody spoke for the seconds that were billed."""
    billed = int(leg[BILLED]) if leg[BILLED].isdecimal() else 0
    return max(_moment(leg[ANSWER], "answer"), _moment(leg[END], "end") - timedelta(seconds=billed))


def _moment(text: str, field: str) -> datetime:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except ValueError:
        raise EventUnusable(field=field) from None
