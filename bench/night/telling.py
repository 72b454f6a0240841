"""The night as a table: what was to be reached, what was, yes or no."""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from bench import reporting
from bench.night.checking import called, find, gauges, grouped, requests_in_all
from bench.night.delays import Delays
from bench.night.sending import Sending
from bench.night.settling import Settled, due_letters
from bench.night.storm import Sent
from bench.night.town import SOURCES, Town

if TYPE_CHECKING:
    from bench.flood_night import Drill

BEGIN = "<!-- flood night: python bench/flood_night.py --write -->"
END = "<!-- end of flood night -->"
BEHIND = 2.0
MOST_INCIDENTS = 60
"""A few dozen."""
MOST_ALARMS = 10


@dataclass
class Night:
    """All that came of it."""

    options: argparse.Namespace
    here: Town
    sent: Sequence[Sent]
    drill: "Drill"
    began: datetime
    sending: Sending
    settled: Settled
    delays: Delays
    processor: dict[str, float]


class Line(NamedTuple):
    """One line of the table; `is_reached` None where nothing was demanded."""

    what: str
    wanted: str
    reached: str
    is_reached: bool | None = None


def tell(night: Night) -> tuple[str, bool]:
    """Return the table, and whether everything was reached."""
    lines = [
        *_sending(night), *_reports(night), *_room(night), *_walls(night), *_books(night),
    ]  # fmt: skip
    marks = {True: "yes", False: "**no**", None: ""}
    rows = [f"| {x.what} | {x.wanted} | {x.reached} | {marks[x.is_reached]} |" for x in lines]
    head = "| a flood night | to reach | reached | |\n|---|---|---|---|"
    real = "a real flood's hours" if night.options.data.exists() else "an invented flood"
    said = (
        f"{reporting.facts()} {night.options.minutes:g} minutes, {real} drawn together; "
        f"{night.options.walls:,} watching."
    )
    is_reached = all(line.is_reached is not False for line in lines)
    return "\n".join([said, "", head, *rows]), is_reached


def write(text: str) -> None:
    """Put it between its marks in docs/performance.md."""
    page = reporting.PAGE.read_text()
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    reporting.PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}")


def _sending(night: Night) -> Iterator[Line]:
    sending, again = night.sending, sum(each.is_again for each in night.sent)
    by = {c: sum(each.channel == c for each in night.sent) for c in ("open311", "whatsapp", "sms")}
    told = ", ".join(f"{count:,} {channel}" for channel, count in by.items())
    yield Line("reports sent", "", f"{len(night.sent):,}: {told}")
    yield Line("… the same message once more", "", f"{again:,}")
    took = sorted(sending.took)
    if took:
        p50, p99 = _ms(median(took)), _ms(Delays.at(took, 0.99))
        told = f"p50 {p50}, p99 {p99}, slowest {_ms(took[-1])}"
        yield Line("… until the sender had a yes", "", told)
    refused = [f"{status} {said[:60]}" for _name, status, said in sending.refused[:2]]
    told = f"{sending.broken} sent again, {len(sending.refused)} refused {refused or ''}"
    yield Line("calls broken off or put off", "none refused", told, not sending.refused)


def _reports(night: Night) -> Iterator[Line]:
    found = find(night.sent)
    kept = f"{found.cases:,} as cases, {found.talks:,} as messages still asked back"
    aside = ", ".join(f"{count} {why}" for why, count in found.aside.items())
    aside = f", set aside: {aside}" if aside else ""
    told = f"{len(found.lost)} lost of {found.reports:,}; {kept}{aside}"
    yield Line("nothing lost", "0", told, not found.lost and not found.waiting)
    extra = requests_in_all() - found.cases
    told = f"{len(found.double)} double, {extra} more rows than reports"
    yield Line("nothing double", "0", told, not found.double and not extra and not found.strange)
    answered = night.here.outside.written
    told = f"{sum(answered.values()):,} to {len(answered):,} people"
    yield Line("messages the city wrote", "", told)
    waits = night.settled
    yield Line("… all worked, after the last report", "", _after(waits.messages))
    told = f"{_after(waits.letters)}, {due_letters()} outstanding"
    yield Line("… all letters sent", "0 outstanding", told, due_letters() == 0)


def _room(night: Night) -> Iterator[Line]:
    room = grouped()
    told = f"{room.incidents} with {room.witnesses:,} of {room.cases:,} cases"
    told += f", largest {room.largest:,}"
    few = 0 < room.incidents <= MOST_INCIDENTS
    yield Line("incidents", "a few dozen", told, few and night.settled.grouping is not None)
    yield Line("… grouped, after the last report", "", _after(night.settled.grouping))
    now = datetime.now(UTC)
    alarms = called(night.began, now)
    rules = ", ".join(f"{count} {key}" for key, count in alarms.by_rule.most_common())
    told = f"{alarms.per_operator:.1f} ({alarms.worst} for {alarms.operators} operators; {rules})"
    reached = alarms.per_operator <= MOST_ALARMS
    yield Line("alarms per operator, worst 10 minutes", "at most 10", told, reached)
    dead = {river.code for river in night.here.outside.rivers.get(SOURCES[1], ())}
    known, alive, false, gone = gauges(now, dead)
    told = f"{known} of {alive} known; of the dead source {false} of {gone}"
    yield Line(
        "levels shown once a source had died", "none of it", told, known == alive and not false
    )


def _walls(night: Night) -> Iterator[Line]:
    seen = night.delays
    told = _spread(seen.waits) + f", {len(seen.waits):,} deliveries"
    behind = bool(seen.waits) and seen.waits[-1] <= BEHIND
    yield Line("wall: commit → browser", "2 s at most", told, behind)
    told = _spread(seen.after_kill)
    yield Line("… within 15 s of the kill", "", told)
    share = sum(wait > BEHIND for wait in seen.waits) / max(1, len(seen.waits))
    yield Line("… share later than 2 s", "", f"{share:.4%}")
    told = f"{seen.missed} missed, {seen.twice} twice"
    yield Line("… of what happened", "all, once", told, not seen.missed and not seen.twice)
    back = f", back within {seen.back_after[-1]:.1f} s" if seen.back_after else ""
    new = night.drill.replaced_after
    yield Line(
        "one server process killed",
        "",
        f"another after {new:.1f} s; {seen.dropped} streams dropped{back}",
    )
    told = f"{_spread(seen.around)}, {len(seen.around):,} times"
    yield Line("… what surrounds the cases: looked at → browser", "", told)
    told = f"{_spread(seen.pages)}, {len(seen.pages):,} times; {seen.faults} failed"
    yield Line("pages of phones", "", told)


def _books(night: Night) -> Iterator[Line]:
    used = ", ".join(f"{name} {seconds:.0f} s" for name, seconds in night.processor.items())
    yield Line("processor time", "", used)
    for what, wanted, words in (
        ("ledger reconciles", "to the unit", ("ledger", "verify")),
        ("journal sealed", "", ("journal", "seal")),
        ("sealed journal verified", "as sealed", ("journal", "verify")),
    ):
        done = night.here.run(*words)
        said = (done.stdout.strip() or done.stderr.strip()).splitlines()[-1:]
        told = said[0].partition(": ")[2] if said else "nothing said"
        yield Line(what, wanted, told, done.returncode == 0)


def _spread(waits: Sequence[float]) -> str:
    at = Delays.at
    return f"p50 {_ms(at(waits, 0.5))}, p99 {_ms(at(waits, 0.99))}, slowest {_ms(at(waits, 1.0))}"


def _ms(seconds: float) -> str:
    return f"{1000 * seconds:,.0f} ms"


def _after(seconds: float | None) -> str:
    return "not in time" if seconds is None else f"after {seconds:.0f} s"
