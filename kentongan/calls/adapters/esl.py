"""FreeSWITCH by its event socket (ESL): headers and a body over TCP, events as JSON.

https://developer.signalwire.com/freeswitch/FreeSWITCH-Explained/Client-and-Developer-Interfaces/
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

import orjson

from kentongan.calls.adapters.esl_words import translate
from kentongan.calls.adapters.speaking import IMPOSSIBLE, Concluded, Hung
from kentongan.calls.adapters.wires import Wire
from kentongan.calls.events import Told
from kentongan.calls.models import Command

EVENTS = (
    "CHANNEL_CREATE CHANNEL_PROGRESS CHANNEL_PROGRESS_MEDIA CHANNEL_BRIDGE CHANNEL_HOLD "
    "CHANNEL_UNHOLD CHANNEL_HANGUP_COMPLETE CUSTOM callcenter::info"
)


class Part(NamedTuple):
    """One thing said: its content type, its headers, its body."""

    kind: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Esl:
    """One FreeSWITCH, by the password of its event_socket.conf.xml."""

    host: str
    port: int
    password: str
    asked: deque[str] = field(default_factory=deque)
    """Keys of commands whose answers are to come: it answers in the order it was asked."""

    def open(self) -> None:
        """Connect and log in."""
        self.asked.clear()
        self.wire = Wire(self.host, self.port)
        self.wire.wait_for(self._part)  # auth/request
        self._send(f"auth {self.password}")
        if not self._replied().startswith("+OK"):
            raise Hung("the exchange does not let us in")
        self._send(f"event json {EVENTS}")
        self._replied()

    def hear(self, *, at: datetime) -> Iterator[Told | Concluded]:
        """Yield what came."""
        self.wire.receive()
        while (part := self._part()) is not None:
            if part.kind == "text/event-json":
                said = orjson.loads(part.body)
                if told := translate(said, at):
                    yield told
            elif part.kind == "api/response" and self.asked:
                answer = part.body.decode("utf-8", "replace").strip()
                error = "" if answer.startswith("+OK") else answer or "refused"
                yield Concluded(self.asked.popleft(), error)
            elif part.kind == "text/disconnect-notice":
                raise Hung("the exchange has hung up")

    def obey(self, command: Command) -> Concluded | None:
        """Pass a command on."""
        said = _spell(command)
        if not said:
            return Concluded(command.idempotency_key, IMPOSSIBLE)
        self._send(f"api {said}")
        self.asked.append(command.idempotency_key)
        return None

    def close(self) -> None:
        """Hang up."""
        self.wire.close()

    def _replied(self) -> str:
        while True:
            part = self.wire.wait_for(self._part)
            if part.kind == "command/reply":
                return part.headers.get("Reply-Text", "")

    def _part(self) -> Part | None:
        head, mark, rest = self.wire.kept.partition(b"\n\n")
        if not mark:
            return None
        lines = (line.partition(":") for line in head.decode("utf-8", "replace").split("\n"))
        headers = {name.strip(): value.strip() for name, _, value in lines}
        length = int(headers.get("Content-Length", 0))
        if len(rest) < length:
            return None
        self.wire.kept = rest[length:]
        return Part(headers.get("Content-Type", ""), headers, rest[:length])

    def _send(self, said: str) -> None:
        self.wire.send(said.encode() + b"\n\n")


def _spell(command: Command) -> str:
    """Return the API command; a word of ours never brings another one in."""
    call = command.call.pbx_call_id if command.call else ""
    said = {name: _word(str(value)) for name, value in command.body.items()}
    match command.kind:
        case Command.Kind.ANSWER:
            return f"uuid_phone_event {_word(call)} talk"
        case Command.Kind.HOLD:
            return f"uuid_hold {_word(call)}"
        case Command.Kind.RESUME:
            return f"uuid_hold off {_word(call)}"
        case Command.Kind.HANG_UP:
            return f"uuid_kill {_word(call)}"
        case Command.Kind.TRANSFER:
            return f"uuid_transfer {_word(call)} {said['to']}"
        case Command.Kind.CALL:
            return f"originate user/{said['extension']} {said['number']}"
    return ""


def _word(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum() or sign in "+-_.@*#")
