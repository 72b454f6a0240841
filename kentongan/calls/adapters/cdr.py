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
from kentongan.calls.records import Record, Unread

SRC, DST, CHANNEL, DST_CHANNEL = 1, 2, 5, 6
START, ANSWER, END, BILLED, DISPOSITION, UNIQUE = 9, 10, 11, 13, 14, 16
COLUMNS = 17


def records_of(lines: Iterable[str]) -> Iterator[Record | Unread]:
    """Yield one record for every call, or the line that is none.

    A call's legs stand beneath each other, by its unique id.
    """
    reader = csv.reader(lines)
    rows = ((reader.line_num, row) for row in reader if row)
    for (unique, _), numbered in groupby(rows, key=_call):
        legs = list(numbered)
        try:
            yield _record(unique, [leg for _line, leg in legs])
        except EventUnusable as fault:
            yield Unread(legs[0][0], f"{fault} ({fault.field})")


def _call(numbered: tuple[int, list[str]]) -> tuple[str, int]:
    """The call a line belongs to; a line with too few columns stands for itself."""
    line, row = numbered
    return (row[UNIQUE], 0) if len(row) >= COLUMNS and row[UNIQUE] else ("", line)


def _record(unique: str, legs: list[list[str]]) -> Record:
    """An answer of the dial plan's own (music, a menu) rings at nobody: it bills, but is none."""
    if not unique:
        raise EventUnusable(field="uniqueid")
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
