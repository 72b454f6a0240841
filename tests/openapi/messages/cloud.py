"""Calls as WhatsApp's public documentation shows them, signed as it signs them."""

import hmac
import json
from hashlib import sha256
from typing import Any

from django.test import Client

ADDRESS = "https://:token@graph.contoh.invalid/v21.0/106540352242922?secret=app-secret&verify=kata"
PATH = "/pesan/whatsapp/"
FROM = "6281234567890"
Json = dict[str, Any]


def message(number: int = 1, **content: Any) -> Json:
    """A message of `FROM`; a text unless something else is said."""
    content = content or {"type": "text", "text": {"body": "Lampu jalan mati di depan pasar"}}
    return {"from": FROM, "id": f"wamid.HBg{number}", "timestamp": "1773367200", **content}


def media(kind: str, **more: str) -> Json:
    inner = {"mime_type": "image/jpeg", "sha256": "abc=", "id": "2754859441498128", **more}
    return {"type": kind, kind: inner}


def status(word: str, name: str, **more: Any) -> Json:
    return {"id": name, "status": word, "timestamp": "1773367260", "recipient_id": FROM, **more}


def payload(
    *messages: Json, statuses: tuple[Json, ...] = (), number: str = "106540352242922"
) -> Json:
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "15550783881", "phone_number_id": number},
        "contacts": [{"profile": {"name": "Siti 🌸"}, "wa_id": FROM}],
    }
    if messages:
        value["messages"] = list(messages)
    if statuses:
        value["statuses"] = list(statuses)
    changes = [{"value": value, "field": "messages"}]
    return {"object": "whatsapp_business_account", "entry": [{"id": "10", "changes": changes}]}


def post(
    told: Json | bytes,
    *,
    secret: str = "app-secret",  # noqa: S107
    signature: str | None = None,
    host: str = "testserver",
) -> int:
    """Call the door over HTTP; returns its status."""
    raw = told if isinstance(told, bytes) else json.dumps(told, ensure_ascii=False).encode()
    right = "sha256=" + hmac.new(secret.encode(), raw, sha256).hexdigest()
    said = right if signature is None else signature
    headers = {"X-Hub-Signature-256": said, "host": host}
    response = Client(headers=headers).post(PATH, raw, content_type="application/json")
    return response.status_code
