"""An exchange that is connected, and signs what it says."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from kentongan.calls.connecting import connect
from kentongan.calls.signing import HEADER, WHO, sign

SECRET = "rahasia yang cukup panjang"
NAME = "sentral"
PREFIX = "/calls/v1/"


class Exchange:
    """Speaks the contract; what it is asked comes back as (status, JSON)."""

    def __init__(self) -> None:
        self.client = Client()
        self.secret, self.name = SECRET, NAME
        self.late = timedelta()

    def say(self, method: str, path: str, told: object = None, **headers: str) -> tuple[int, Any]:
        """Sign and send."""
        target = PREFIX + path
        body = told if isinstance(told, bytes) else b"" if told is None else _json(told)
        signed = sign(self.secret, method, target, body, at=timezone.now() - self.late)
        answer = self.client.generic(
            method,
            target,
            body,
            content_type="application/json",
            headers={WHO: self.name, HEADER: signed, **headers},
        )
        return answer.status_code, answer.json()

    def tell(self, kind: str, second: int = 0, call_id: str = "c1", **said: object) -> Any:
        """Tell one event."""
        status, answer = self.say("POST", "events", event(kind, second, call_id, **said))
        assert status == 200, answer
        return answer


def event(kind: str, second: int = 0, call_id: str = "c1", **said: object) -> dict[str, object]:
    at = f"2026-03-13T09:00:{second:02}.000+07:00"
    named = {"event_id": f"{call_id}-{kind}-{second}", "kind": kind, "call_id": call_id, "at": at}
    return {**named, **said}


@pytest.fixture
def exchange(city: object) -> Exchange:
    connect(NAME, SECRET, at=timezone.now())
    return Exchange()


def _json(told: object) -> bytes:
    return json.dumps(told).encode()
