"""Interruptions of power and water as CSV, as a supplier can write them in any spreadsheet.

Columns: `id`, `supply` (power, water; or listrik, air), `from`, `until`, `places` (Kemendagri
codes or names, separated by ;), `cause`. Moments without an offset are in the city's own time.
"""

import csv
from collections.abc import Mapping, Sequence
from io import StringIO
from zoneinfo import ZoneInfo

from kentongan.places.directory import Directory, directory
from kentongan.situation.connecting import NotUnderstood, Parcel
from kentongan.situation.connectors.listing import take, told_of
from kentongan.situation.features import Kind
from kentongan.situation.feeds import Feed
from kentongan.situation.kinds import Outage
from kentongan.situation.kinds.outage import Supply
from kentongan.situation.telling import Told
from kentongan.situation.values import end, key, moment, words

NEEDED = ("id", "supply", "from", "until", "places")
SUPPLIES = {
    "power": Supply.POWER, "listrik": Supply.POWER, "water": Supply.WATER, "air": Supply.WATER
}  # fmt: skip
Line = Mapping[str, str]


class Outages:
    """Takes interruptions."""

    def links(self, feed: Feed, raw: bytes) -> Sequence[str]:
        """Lead nowhere: all is said at once."""
        return ()

    def take(self, parcel: Parcel) -> int:
        """Take those that the table lists; one that it lists no more is over or called off."""
        city = directory()
        tidings = told_of(lines(parcel.raw), lambda line: outage(line, city))
        return take(tidings, Kind.OUTAGE, parcel)


def lines(raw: bytes) -> Sequence[Line]:
    """Return the table's lines by column; a head without lines says that there is none.

    :raises NotUnderstood: if it is no such table
    """
    try:
        text = raw.decode("utf-8-sig")
        head = text.partition("\n")[0]
        rows = csv.DictReader(StringIO(text), delimiter=";" if ";" in head else ",", strict=True)
        columns = [words(name).lower() for name in rows.fieldnames or ()]
        rows.fieldnames = columns
        found = [{name: cell or "" for name, cell in row.items() if name} for row in rows]
    except (UnicodeDecodeError, csv.Error) as fault:
        raise NotUnderstood(f"no CSV: {fault}"[:200]) from None
    if missing := [name for name in NEEDED if name not in columns]:
        raise NotUnderstood(f"columns are missing: {', '.join(missing)}")
    return found


def outage(line: Line, city: Directory) -> Told:
    """Return one interruption."""
    supply = SUPPLIES.get(words(line["supply"]).lower())
    zone = ZoneInfo(city.profile.zone)
    begins = moment(words(line["from"]), "from", zone)
    ends = end(words(line["until"]), "until", zone)
    if supply is None or begins is None:
        raise NotUnderstood("an interruption of nothing known, or without its beginning")
    if ends is not None and ends <= begins:
        raise NotUnderstood("an interruption that ends before it begins")
    codes, others = _placed(line["places"], city)
    said = Outage(supply, words("; ".join(others)), words(line.get("cause")))
    return Told(key(line["id"], "id"), said, None, begins, ends, codes=codes)


def _placed(told: str, city: Directory) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the codes of the places that are known, and the words that name none."""
    named = {place.name.casefold(): place.code for place in (*city.kecamatan, *city.kelurahan)}
    parts = [words(each) for each in told.replace("|", ";").split(";")]
    found = {each: each if each in city.by_code else named.get(each.casefold(), "")
             for each in parts if each}  # fmt: skip
    codes = tuple(code for code in found.values() if code)
    return codes, tuple(each for each, code in found.items() if not code)
