"""What is asked once the night is over. Everything is counted from rows, nothing from memory."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bench.night.storm import Sent
from kentongan.alarms.discipline import WINDOW
from kentongan.alarms.duty import operators_at
from kentongan.alarms.weighing import told_between
from kentongan.casework.models import Case, Filing
from kentongan.incidents.models import Incident, Witness
from kentongan.intake.messages import InboundMessage
from kentongan.intake.models import ServiceRequest
from kentongan.situation.gauges.tile import levels
from kentongan.toolbox.telephones import international


@dataclass
class Found:
    """Where the reports are. `lost` and `double` name those that are nowhere, or twice."""

    reports: int = 0
    cases: int = 0
    talks: int = 0
    """Kept as messages whose sender is still asked something: no case yet."""
    aside: Counter[str] = field(default_factory=Counter)
    waiting: int = 0
    lost: list[str] = field(default_factory=list)
    double: list[str] = field(default_factory=list)
    strange: int = 0
    """Cases of senders who sent nothing."""


def find(storm: Sequence[Sent]) -> Found:
    """Look for every report by its sender, of whom each has one, and by its own name."""
    firsts = {each.name: each for each in storm}
    found = Found(reports=len(firsts))
    requests = Counter(
        Filing.objects.filter(service_request__reporter__phone__startswith="+").values_list(
            "service_request__reporter__phone", flat=True
        )
    )
    rows = {
        (row.channel, row.channel_message_id): row
        for row in InboundMessage.objects.defer("raw", "text").order_by("pk")
    }
    for each in firsts.values():
        count = requests.pop(_number(each), 0)
        kept = [
            row
            for name in (each.name, f"{each.name}-2")
            if (row := rows.get((each.channel, name))) is not None
        ]
        _note(each, count, kept, found)
    found.strange = sum(requests.values())
    return found


def _number(sent: Sent) -> str:
    return f"+{international(sent.sender)}"


def _note(sent: Sent, count: int, kept: Sequence[InboundMessage], found: Found) -> None:
    found.cases += count > 0
    if count > 1 or len(kept) > 1:
        found.double.append(sent.name)
    if sent.channel != "open311" and not kept:
        found.lost.append(sent.name)
    elif count == 0:
        _explain(sent, kept, found)


def _explain(sent: Sent, kept: Sequence[InboundMessage], found: Found) -> None:
    """Say what became of a report that is no case."""
    if not kept:
        found.lost.append(sent.name)
    elif kept[0].set_aside_because:
        found.aside[kept[0].set_aside_because] += 1
    elif kept[0].worked_at is None:
        found.waiting += 1
    else:
        found.talks += 1


@dataclass(frozen=True)
class Grouped:
    """What became of the reports in the room."""

    incidents: int
    witnesses: int
    cases: int
    largest: int


def grouped() -> Grouped:
    """Count incidents and who stands under them."""
    standing = Witness.objects.filter(until=None)
    counts = Counter(standing.values_list("incident", flat=True))
    return Grouped(
        incidents=Incident.objects.filter(closed_at=None).count(),
        witnesses=sum(counts.values()),
        cases=Case.objects.count(),
        largest=max(counts.values(), default=0),
    )


@dataclass(frozen=True)
class Called:
    """How often the room was called: in all, and in its worst ten minutes, wherever they begin."""

    total: int
    worst: int
    operators: int
    by_rule: Counter[str]

    @property
    def per_operator(self) -> float:
        """Calls for each operator in the worst ten minutes."""
        return self.worst / self.operators


def called(since: datetime, until: datetime) -> Called:
    """Count alarms as the room's own discipline does, but in every ten minutes there are."""
    told = told_between(since, until)
    moments = [each.at for each in told]
    worst = max((sum(at <= m < at + WINDOW for m in moments) for at in moments), default=0)
    by_rule = Counter(each.key for each in told)
    return Called(len(told), worst, operators_at(until), by_rule)


def gauges(at: datetime, dead: set[str]) -> tuple[int, int, int, int]:
    """Return how many gauges of the living source are known, of how many, and of the dead one."""
    alive: list[bool] = []
    gone: list[bool] = []
    for each in levels(at):
        is_dead = each.gauge.code in dead
        (gone if is_dead else alive).append(each.siaga is not None)
    return sum(alive), len(alive), sum(gone), len(gone)


def requests_in_all() -> int:
    """How many reports were taken in."""
    return ServiceRequest.objects.count()
