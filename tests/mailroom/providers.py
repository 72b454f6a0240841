"""A real HTTP server that speaks as Kannel and as WhatsApp's Cloud API, kind or difficult."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from kentongan.mailroom.kannel import Gateway, Kannel
from kentongan.mailroom.whatsapp import Account, WhatsApp

ACCEPTED = "0: Accepted for delivery: 3f1f7b0e-60a1-4f0e-8c7e-0a2f54b1f8aa"
Answer = tuple[int, str] | None
"""A status and a body; None hangs up after the message was kept."""


@dataclass
class Provider:
    """Keeps what it accepts; `answer` is what it says instead of yes."""

    port: int = 0
    answer: Answer | str = "yes"
    short: list[dict[str, str]] = field(default_factory=list)
    messages: list[dict[str, Any]] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    @property
    def sms(self) -> str:
        return f"http://kota:rahasia@127.0.0.1:{self.port}/cgi-bin/sendsms?from=KOTA"

    @property
    def whatsapp(self) -> str:
        return f"http://:token@127.0.0.1:{self.port}/v21.0/123"

    def kannel(self) -> Kannel:
        return Kannel(Gateway.parse(self.sms))

    def cloud(self) -> WhatsApp:
        return WhatsApp(Account.parse(self.whatsapp))


@contextmanager
def providing() -> Iterator[Provider]:
    """Listen on a port of the system's choice until the test is over."""
    provider = Provider()
    listening = ThreadingHTTPServer(
        ("127.0.0.1", 0), type("Bound", (Asked,), {"provider": provider})
    )
    provider.port = listening.server_address[1]
    thread = Thread(target=listening.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()


class Asked(BaseHTTPRequestHandler):
    """One call; `provider` is set below it."""

    provider: Provider

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        told = {name: values[0] for name, values in query.items()}
        if self._is_kept():
            with self.provider.lock:
                self.provider.short.append(told)
        self._answer((202, ACCEPTED))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.provider.tokens.append(self.headers["Authorization"])
        if self._is_kept():
            with self.provider.lock:
                self.provider.messages.append(json.loads(body))
                number = len(self.provider.messages)
        else:
            number = 0
        given = {"messaging_product": "whatsapp", "messages": [{"id": f"wamid.{number}"}]}
        self._answer((200, json.dumps(given)))

    def _is_kept(self) -> bool:
        return self.provider.answer is None or self.provider.answer == "yes"

    def _answer(self, kind: tuple[int, str]) -> None:
        said = kind if self.provider.answer == "yes" else self.provider.answer
        if said is None or isinstance(said, str):
            self.connection.close()
            return
        self.send_response(said[0])
        self.end_headers()
        self.wfile.write(said[1].encode())

    def log_message(self, *told: object) -> None:
        """Say nothing."""


def refusal(code: int, message: str) -> str:
    """Return an error as the Cloud API tells one."""
    return json.dumps({"error": {"message": message, "type": "OAuthException", "code": code}})
