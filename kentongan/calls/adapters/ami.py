"""Asterisk by its manager interface (AMI): blocks of `Name: value` lines over TCP.

Set `timestampevents = yes` in manager.conf: without it the moment is that of our hearing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from kentongan.calls.adapters.ami_words import Block, Legs, translate
from kentongan.calls.adapters.speaking import IMPOSSIBLE, Concluded, Hung
from kentongan.calls.adapters.wires import Wire
from kentongan.calls.events import Told
from kentongan.calls.models import Command

KEY = "k:"
"""Before the key of a command, in the ActionID that its answer repeats."""


@dataclass
class Ami:
    """One Asterisk, by a name and password of its manager.conf."""

    host: str
    port: int
    user: str
    password: str
    context: str = "default"
    """Where in the dial plan calls of ours begin, and those that are handed on go."""
    legs: Legs = field(default_factory=Legs)

    def open(self) -> None:
        """Connect and log in."""
        self.legs = Legs()
        self.wire = Wire(self.host, self.port)
        self.wire.wait_for(lambda: self.wire.until(b"\r\n"))  # "Asterisk Call Manager/9.0.0"
        self._send("Login", "login", Username=self.user, Secret=self.password)
        if self.wire.wait_for(self._block).get("Response") != "Success":
            raise Hung("the exchange does not let us in")

    def hear(self, *, at: datetime) -> Iterator[Told | Concluded]:
        """Yield what came."""
        self.wire.receive()
        while (block := self._block()) is not None:
            key = block.get("ActionID", "")
            if "Response" in block and key.startswith(KEY):
                error = "" if block["Response"] == "Success" else block.get("Message", "refused")
                yield Concluded(key.removeprefix(KEY), error)
            elif told := translate(block, self.legs, at):
                yield told

    def obey(self, command: Command) -> Concluded | None:
        """Pass a command on; answering and holding are for the telephone, AMI cannot."""
        key, said = KEY + command.idempotency_key, command.body
        call = command.call.pbx_call_id if command.call else ""
        channel = self.legs.channels.get(call, call)
        match command.kind:
            case Command.Kind.HANG_UP:
                self._send("Hangup", key, Channel=channel)
            case Command.Kind.TRANSFER:
                at = {"Context": self.context, "Exten": said["to"], "Priority": "1"}
                self._send("Redirect", key, Channel=channel, **at)
            case Command.Kind.CALL:
                at = {"Context": self.context, "Exten": said["number"], "Priority": "1"}
                whose = f"PJSIP/{said['extension']}"
                self._send("Originate", key, Channel=whose, Async="true", **at)
            case _:
                return Concluded(command.idempotency_key, IMPOSSIBLE)
        return None

    def close(self) -> None:
        """Hang up."""
        self.wire.close()

    def _block(self) -> Block | None:
        said = self.wire.until(b"\r\n\r\n")
        if said is None:
            return None
        lines = (line.partition(":") for line in said.decode("utf-8", "replace").split("\r\n"))
        return {name.strip(): value.strip() for name, _, value in lines}

    def _send(self, action: str, key: str, **fields: str) -> None:
        lines = {"Action": action, "ActionID": key, **fields}
        # A line break in a value would begin a header of its own.
        clean = (f"{name}: {' '.join(value.splitlines())}\r\n" for name, value in lines.items())
        self.wire.send("".join(clean).encode() + b"\r\n")
