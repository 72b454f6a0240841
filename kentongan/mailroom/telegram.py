"""Telegram through the Bot API's `sendMessage` (https://core.telegram.org/bots/api#sendmessage).

`https://NUMBER:TOKEN@api.telegram.org?secret=…`, the bot's token as BotFather wrote it; `secret` is
for the way in. A bot may write to whoever has written to it, and to nobody else. The interface
knows no key against repeats, and tells nothing of what was delivered.
"""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from kentongan.mailroom.calling import Call, Heard, call
from kentongan.mailroom.parcels import Away, Parcel, Postponed, Rejected

LONGEST = 4096
"""Signs of one message."""


@dataclass(frozen=True, slots=True)
class Bot:
    """Where messages are handed in, and with which token; `secret` signs what comes to us."""

    address: SplitResult
    token: str
    secret: str = ""

    @classmethod
    def parse(cls, address: str) -> "Bot":
        """Read `https://NUMBER:TOKEN@api.telegram.org?secret=…`.

        :raises ValueError: if it is none
        """
        parts = urlsplit(address)
        is_one = parts.scheme in {"http", "https"} and parts.hostname
        if not is_one or not parts.username or not parts.password:
            raise ValueError("KENTONGAN_TELEGRAM must look like https://NUMBER:TOKEN@host")
        secret = parse_qs(parts.query).get("secret", [""])[0]
        return cls(parts, f"{unquote(parts.username)}:{unquote(parts.password)}", secret)


class Telegram:
    """Messages of plain text, one call each."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    def deliver(self, parcel: Parcel) -> str:
        """Hand the message over and return its number in the chat."""
        message = {
            "chat_id": parcel.to,
            "text": parcel.short[:LONGEST],
            "link_preview_options": {"is_disabled": True},
        }
        body = json.dumps(message, ensure_ascii=False, sort_keys=True).encode()
        path = f"{self._bot.address.path.rstrip('/')}/bot{self._bot.token}/sendMessage"
        return _judge(
            call(self._bot.address, Call(path, {"Content-Type": "application/json"}, body))
        )

    def close(self) -> None:
        """Nothing is kept open."""


def _judge(heard: Heard) -> str:
    told = _read(heard.text)
    if heard.status == 200 and told.get("ok") is True:
        result = told.get("result")
        return str(result.get("message_id", "")) if isinstance(result, dict) else ""
    words = f"{heard.status} {str(told.get('description', ''))[:200]}"
    if heard.status in {401, 404}:
        raise Away(f"Telegram does not know us: {words}")
    # 403: they blocked the bot or closed their account; 400: there is no such chat.
    if heard.status in {400, 403}:
        raise Rejected(words)
    raise Postponed(words)


def _read(text: str) -> dict[str, Any]:
    try:
        told = json.loads(text)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
