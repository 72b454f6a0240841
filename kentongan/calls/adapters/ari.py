"""Asterisk by its REST interface (ARI): events over a WebSocket, commands over HTTP."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import quote, urlencode, urlsplit

import orjson

from kentongan.calls.adapters.ami_words import Legs
from kentongan.calls.adapters.ari_words import translate
from kentongan.calls.adapters.speaking import IMPOSSIBLE, Concluded
from kentongan.calls.adapters.websocket import WebSocket
from kentongan.calls.adapters.wires import PATIENCE, Wire
from kentongan.calls.events import Told
from kentongan.calls.models import Command

APP = "kentongan"
Asked = tuple[str, str]
"""Method and address below /ari."""


@dataclass
class Ari:
    """One Asterisk: `http(s)://host:8088/ari` with a name and password of its ari.conf."""

    url: str
    user: str
    password: str
    legs: Legs = field(default_factory=Legs)

    def open(self) -> None:
        """Connect and listen to every channel, also to those that no application of ours has."""
        self.legs = Legs()
        to = urlsplit(self.url)
        tls = to.scheme in {"https", "wss"}
        host = to.hostname or ""
        query = {"app": APP, "subscribeAll": "true", "api_key": f"{self.user}:{self.password}"}
        wire = Wire(host, to.port or (443 if tls else 80), tls=tls)
        target = f"{to.path.rstrip('/')}/events?{urlencode(query)}"
        self.socket = WebSocket(wire, to.netloc.rpartition("@")[2], target)

    def hear(self, *, at: datetime) -> Iterator[Told | Concluded]:
        """Yield what came."""
        self.socket.wire.receive()
        while (text := self.socket.text()) is not None:
            if told := translate(orjson.loads(text), self.legs, at):
                yield told

    def obey(self, command: Command) -> Concluded | None:
        """Pass a command on and wait for what Asterisk says."""
        asked = _spell(command)
        error = self._ask(*asked) if asked else IMPOSSIBLE
        return Concluded(command.idempotency_key, error)

    def close(self) -> None:
        """Hang up."""
        self.socket.close()

    def _ask(self, method: str, address: str) -> str:
        to = urlsplit(self.url)
        kind = HTTPSConnection if to.scheme == "https" else HTTPConnection
        line = kind(to.hostname or "", to.port, timeout=PATIENCE)
        known = b64encode(f"{self.user}:{self.password}".encode()).decode()
        try:
            headers = {"Authorization": f"Basic {known}"}
            line.request(method, to.path.rstrip("/") + address, headers=headers)
            answer = line.getresponse()
            body = answer.read(10_000)
        except HTTPException as fault:
            return str(fault) or type(fault).__name__
        finally:
            line.close()
        if answer.status < 300:
            return ""
        return f"{answer.status} {body.decode('utf-8', 'replace')}"


def _spell(command: Command) -> Asked | None:
    if command.kind == Command.Kind.FORGET:
        return "DELETE", f"/recordings/stored/{quote(command.body['recording'], safe='')}"
    return _spell_of_channel(command)


def _spell_of_channel(command: Command) -> Asked | None:
    said = {name: str(value) for name, value in command.body.items()}
    call = quote(command.call.pbx_call_id, safe="") if command.call else ""
    channel = f"/channels/{call}"
    match command.kind:
        case Command.Kind.ANSWER:
            return "POST", f"{channel}/answer"
        case Command.Kind.HOLD:
            return "POST", f"{channel}/hold"
        case Command.Kind.RESUME:
            return "DELETE", f"{channel}/hold"
        case Command.Kind.HANG_UP:
            return "DELETE", channel
        case Command.Kind.TRANSFER:
            query = {"endpoint": f"PJSIP/{said['to']}"}
            return "POST", f"{channel}/redirect?{urlencode(query)}"
        case Command.Kind.CALL:
            # The channel's id is the key: Asterisk itself refuses to make the same call twice.
            query = {"endpoint": f"PJSIP/{said['extension']}", "extension": said["number"]}
            query["channelId"] = command.idempotency_key
            return "POST", f"/channels?{urlencode(query)}"
    return None
