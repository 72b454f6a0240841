"""The figures of a week as lines of a file: what, of what, how much, in which unit."""

from collections.abc import Iterator

from kentongan.alarms.weighing import Discipline

Line = tuple[str, str, str, str]


def figures(found: Discipline) -> Iterator[Line]:
    """Yield one line for each figure; what is unknown is empty."""
    worst = found.worst
    yield "from", "", found.since.isoformat(), ""
    yield "until", "", found.until.isoformat(), ""
    yield "announced", "", str(len(found.announced)), "alarms"
    for priority, number in sorted(found.priorities().items()):
        yield "announced", priority, str(number), "alarms"
    yield "windows watched", "", str(len(found.windows)), "of 10 minutes"
    yield "windows", "", str(found.all_windows), "of 10 minutes"
    yield "mean", "", _number(found.mean), "alarms per operator and 10 minutes"
    when, most = (worst.since.isoformat(), worst.per_operator) if worst else ("", None)
    yield "worst", when, _number(most), "alarms per operator and 10 minutes"
    yield "in flood", "", _number(found.flood_share), "share of the time watched"
    for (key, point), number in found.chattering.items():
        yield "chattering", f"{key} {point}".strip(), str(number), "times"
    yield "stale", "", str(len(found.stale)), "alarms"
    for key, number in found.frequent:
        yield "frequent", key, str(number), "times"
    for name, share in (("p50", 0.5), ("p95", 0.95)):
        wait = found.wait(share)
        seconds = "" if wait is None else f"{wait.total_seconds():.0f}"
        yield "taken after", name, seconds, "seconds"
    yield "taken", "", str(len(found.waits)), "alarms"
    yield "taken in time", "", str(found.in_time), "alarms"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
