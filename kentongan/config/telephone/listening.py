"""Listening to Kamailio: what happens is told on, and a call that asks is sent to a free desk.

Whoever kills it loses nothing: callers go to the hunt group after Kamailio's patience, and
what happened meanwhile is read from its records as soon as the line stands again.
"""

import logging
import time
from datetime import UTC, datetime
from pathlib import Path

from django.db import Error, connection

from kentongan.calls.adapters.kamailio import Question, press, understand
from kentongan.calls.adapters.netstrings import FrameUnusable
from kentongan.calls.adapters.speaking import IMPOSSIBLE
from kentongan.calls.choosing import desk_of, longest_ready
from kentongan.calls.commanding import conclude, waiting_for
from kentongan.calls.events import EventUnusable
from kentongan.calls.models import Command
from kentongan.calls.telling import tell
from kentongan.calls.touching import touch
from kentongan.config.telephone.filling import fill_from
from kentongan.config.telephone.line import Address, Line

log = logging.getLogger("kentongan.calls")
TICK = 0.25
"""Seconds after which a waiting call looks again whether a desk has become free."""
TURN = 1.0
"""Seconds after which it is told to wait; must stay below Kamailio's PATIENCE_MS."""
PROMISED = 5.0
"""Seconds for which an extension just given to a call is not given to another."""
PAUSES = (1.0, 2.0, 4.0, 8.0, 15.0)
"""Seconds between attempts to connect; the last for ever after."""


def listen(address: Address, *, pbx: str, records: Path | None = None) -> None:
    """Serve an exchange until stopped; a line that breaks is built up again."""
    failures = 0
    while True:
        try:
            with Line(address) as line:
                failures = 0
                log.info("listening to %s at %s:%s", pbx, *address)
                fill_from(records, pbx=pbx)
                Listener(line, pbx).serve()
        except (OSError, FrameUnusable, Error) as fault:
            why = str(fault) or type(fault).__name__
            log.warning("the line to %s is down: %s", pbx, why)
            connection.close()
        time.sleep(PAUSES[min(failures, len(PAUSES) - 1)])
        failures += 1


class Listener:
    """One line, the calls that wait on it, and the desks promised a moment ago."""

    def __init__(self, line: Line, pbx: str) -> None:
        self._line = line
        self._pbx = pbx
        self._questions: dict[Question, float] = {}
        self._promised: dict[str, float] = {}

    def serve(self) -> None:
        """Hear, answer and obey until the line breaks."""
        while True:
            for frame in self._line.receive(patience=TICK):
                self._hear(frame)
            self._answer()
            self._obey()
            touch(self._pbx, at=datetime.now(UTC))

    def _hear(self, frame: bytes) -> None:
        try:
            heard = understand(frame)
        except EventUnusable:
            log.warning("an event of %s cannot be read", self._pbx)
            return
        if isinstance(heard, Question):
            self._questions[heard] = time.monotonic()
            return
        for event in heard:
            tell(event, pbx=self._pbx, at=datetime.now(UTC))

    def _answer(self) -> None:
        """Send each waiting call to a free desk; whoever has waited a turn waits another."""
        now = time.monotonic()
        given = {desk: at for desk, at in self._promised.items() if now - at < PROMISED}
        for question, asked in list(self._questions.items()):
            extension = longest_ready(question.tried | given.keys())
            if extension is not None:
                given[extension] = now
                self._line.send(question.ring(extension))
            elif now - asked >= TURN:
                self._line.send(question.wait())
            else:
                continue
            del self._questions[question]
        self._promised = given

    def _obey(self) -> None:
        """Do what operators asked: the telephone at their desk presses its own key."""
        for command in waiting_for(self._pbx, at=datetime.now(UTC)):
            error = self._press(command)
            key = command.idempotency_key
            conclude(key, pbx=self._pbx, error=error, at=datetime.now(UTC))

    def _press(self, command: Command) -> str:
        """Have a telephone press its key; return why none could."""
        if command.kind == Command.Kind.FORGET:
            return IMPOSSIBLE  # it keeps no recordings
        extension = desk_of(command)
        if not extension:
            return "nobody's telephone has this call"
        whom = command.body.get("to") or command.body.get("number") or ""
        self._line.send(press(command.kind, extension=extension, to=whom))
        return ""
