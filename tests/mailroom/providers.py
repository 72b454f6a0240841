"""A real HTTP server that speaks as Kannel, WhatsApp and Telegram, kind or difficult."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from kentongan.mailroom.kannel import Gateway, Kannel
from kentongan.mailroom.telegram import Bot, Telegram
from kentongan.mailroom.whatsapp import Account, WhatsApp

ACCEPTED = "0: Accepted for delivery: 3f1f7b0e-60a1-4f0e-8c7e-0a2f54b1f8aa"
Answer = tuple[int, str] | None
"""A status and a body; None hangs up after the message was kept."""


@dataclass
class Provider:
    """Keeps what it accepts; `answer` is what it says instead of yes."""

    port: int = 0
    answer: Answer | str = "yes"
    turns: list[Answer | str] = field(default_factory=list)
    """What is said instead to the next calls, one by one."""
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

    @property
    def telegram(self) -> str:
        return f"http://123:abc@127.0.0.1:{self.port}"

    def bot(self) -> Telegram:
        return Telegram(Bot.parse(self.telegram))

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

    def parse_request(self) -> bool:
        turns = self.provider.turns
        self.said = turns.pop(0) if turns else self.provider.answer
        return super().parse_request()

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        told = {name: values[0] for name, values in query.items()}
        if self._is_kept():
            with self.provider.lock:
                self.provider.short.append(told)
        self._answer((202, ACCEPTED))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        is_bot = self.path.startswith("/bot")
        self.provider.tokens.append(self.path if is_bot else self.headers["Authorization"])
        if self._is_kept():
            with self.provider.lock:
                self.provider.messages.append(json.loads(body))
                number = len(self.provider.messages)
        else:
            number = 0
        given = {"messaging_product": "whatsapp", "messages": [{"id": f"wamid.{number}"}]}
        sent = {"ok": True, "result": {"message_id": number}}
        self._answer((200, json.dumps(sent if is_bot else given)))

    def _is_kept(self) -> bool:
        return self.said is None or self.said == "yes"

    def _answer(self, kind: tuple[int, str]) -> None:
        said = kind if self.said == "yes" else self.said
        if said is None or isinstance(said, str):
            self.connection.close()
            return
        self.send_response(said[0])
        self.end_headers()
        self.wfile.write(said[1].encode())

    def log_message(self, *told: object) -> None:
        """Say nothing."""


def complaint(code: int, description: str) -> str:
    """Return an error as Telegram tells one."""
    return json.dumps({"ok": False, "error_code": code, "description": description})


def refusal(code: int, message: str) -> str:
    """Return an error as the Cloud API tells one."""
    return json.dumps({"error": {"message": message, "type": "OAuthException", "code": code}})
