"""What a drill's sources would answer: the levels and warnings of the story, or nothing at all.

Asked like any feed (`situation.asking`), so that whatever is made of a real answer, of its age and
of its silence, is made of these too.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from kentongan.cities.packs.facts import PackFacts
from kentongan.config.drilling.alerting import alert, nothing_yet
from kentongan.config.drilling.events import Event, Feed, Kind, Measured, Warned
from kentongan.config.drilling.twinning import LEVELS, NOWHERE
from kentongan.situation.getting import NO_ANSWER, Answer, Asked

SILENT = "drill: this source is dead"
NOTHING_NEW = 304


@dataclass
class Sources:
    """Where the sources of a drill stand."""

    pack: PackFacts
    levels: dict[str, tuple[float, datetime]] = field(default_factory=dict)
    warned: list[tuple[Warned, datetime]] = field(default_factory=list)
    dead: set[str] = field(default_factory=set)

    def take(self, event: Event, *, at: datetime) -> None:
        """Let an event change what is answered."""
        told = event.payload
        if isinstance(told, Measured):
            self.levels[told.gauge] = (told.cm, at)
        elif isinstance(told, Warned):
            self.warned.append((told, at))
        elif isinstance(told, Feed):
            change = self.dead.add if event.kind == Kind.DIES else self.dead.discard
            change(told.code)

    def get(self, asked: Asked) -> Answer:
        """Answer what an address was asked."""
        codes = {NOWHERE.format(feed.code): feed for feed in self.pack.feeds}
        feed = codes.get(asked.address)
        code = feed.code if feed else LEVELS
        if code in self.dead:
            return Answer(NO_ANSWER, fault=SILENT)
        connector = feed.connector if feed else "gauges"
        body = ANSWERS.get(connector, _nothing)(self)
        return Answer(200, body) if body else Answer(NOTHING_NEW)

    def as_levels(self) -> bytes:
        """Return every gauge's newest level, as JSON."""
        known = sorted(self.levels.items())
        rows = [{"gauge": code, "cm": cm, "at": at.isoformat()} for code, (cm, at) in known]
        return json.dumps(rows).encode() if rows else b""

    def as_warning(self) -> bytes:
        """Return the warning that holds as CAP, or an index without any."""
        return alert(self.warned, pack=self.pack) if self.warned else nothing_yet()


def _nothing(_sources: Sources) -> bytes:
    return b""


ANSWERS: dict[str, Callable[[Sources], bytes]] = {
    "gauges": Sources.as_levels,
    "cap": Sources.as_warning,
}
"""What connectors of a drill's story get; the others are told that nothing is new."""
