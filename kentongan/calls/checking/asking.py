"""Speaking the contract as an exchange does: signed, one request at a time."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from kentongan.calls.signing import HEADER, WHO, sign

PATIENCE = 20.0


class Broken(AssertionError):
    """A rule of the contract does not hold."""


class NotTried(Exception):
    """What is needed to try a rule is not there."""


class Unreachable(Exception):
    """Nobody answers at the address, so no rule can be tried."""


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    told: Any

    def __getitem__(self, name: str) -> Any:
        if not isinstance(self.told, dict) or name not in self.told:
            raise Broken(f"the answer ({self.status}) has no {name!r}")
        return self.told[name]


@dataclass
class Asker:
    """An exchange by that name and secret; `run` tells one run of the kit from another."""

    url: str
    name: str
    secret: str
    run: str
    now: datetime
    number: str = ""
    may_conclude: bool = False
    calls: int = field(default=0)

    def new_call(self) -> str:
        """Return an id that no call has yet."""
        self.calls += 1
        return f"check-{self.run}-{self.calls}"

    def ask(
        self,
        method: str,
        path: str,
        told: object = None,
        *,
        secret: str | None = None,
        old: timedelta = timedelta(),
        signed_body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        """Sign and send; the other arguments are for signing wrongly."""
        to = urlsplit(self.url)
        target = f"{to.path.rstrip('/')}/calls/v1/{path}"
        body = told if isinstance(told, bytes) else b"" if told is None else _json(told)
        known = self.secret if secret is None else secret
        over = body if signed_body is None else signed_body
        sent = {"Content-Type": "application/json", "Accept": "application/json", WHO: self.name}
        if known:
            sent[HEADER] = sign(known, method, target, over, at=self.now - old)
        return self._send(method, target, body, {**sent, **(headers or {})})

    def tell(self, kind: str, second: float, call_id: str, **said: object) -> Reply:
        """Tell one event; its second counts from the beginning of the run."""
        answer = self.ask("POST", "events", self.event(kind, second, call_id, **said))
        expect(answer.status == 200, f"{kind} was answered with {answer.status}")
        return answer

    def event(self, kind: str, second: float, call_id: str, **said: object) -> dict[str, object]:
        """Return an event as the contract has it."""
        at = (self.now - timedelta(minutes=2) + timedelta(seconds=second)).isoformat()
        event_id = f"{call_id}-{kind}-{second}"
        return {"event_id": event_id, "kind": kind, "call_id": call_id, "at": at, **said}

    def _send(self, method: str, target: str, body: bytes, headers: dict[str, str]) -> Reply:
        line = self._line()
        try:
            line.request(method, target, body=body, headers=headers)
            answer = line.getresponse()
            said = answer.read()
            return Reply(answer.status, json.loads(said or b"null"))
        except (OSError, HTTPException, ValueError) as fault:
            raise Broken(f"no answer in JSON: {fault}") from fault
        finally:
            line.close()

    def _line(self) -> HTTPConnection:
        """Connect, so that what is wrong with the address is told from what the server says.

        :raises Unreachable: if nobody answers there
        """
        to = urlsplit(self.url)
        kind = {"https": HTTPSConnection, "http": HTTPConnection}.get(to.scheme)
        if kind is None or not to.hostname:
            raise Unreachable(f"{self.url} is no address: write https://city.example")
        line: HTTPConnection = kind(to.hostname, to.port, timeout=PATIENCE)
        try:
            line.connect()
        except OSError as fault:
            raise Unreachable(f"{self.url} cannot be reached: {fault}") from fault
        return line


Rule = Callable[[Asker], None]
"""Tries one rule; its docstring is the rule."""


def expect(holds: object, otherwise: str) -> None:
    """Say what is wrong unless something holds.

    :raises Broken: if it does not
    """
    if not holds:
        raise Broken(otherwise)


def expect_status(reply: Reply, *good: int) -> None:
    """Say so unless the answer has one of some statuses."""
    wanted = " or ".join(map(str, good))
    expect(reply.status in good, f"answered with {reply.status} instead of {wanted}")


def _json(told: object) -> bytes:
    return json.dumps(told).encode()
