"""Messages as WhatsApp's webhook brings them: signed, each of somebody else, then one again."""

import hmac
import json
import secrets
from collections.abc import Iterator
from hashlib import sha256
from itertools import count

from bench.loading import asking
from bench.servers import SECRET
from bench.standing import Bench, Figure, told

PATH = "/pesan/whatsapp/"


def call(number: int, run: str) -> str:
    """Return the call that brings one message."""
    sender = f"62812{number:08}"
    message = {
        "from": sender,
        "id": f"wamid.{run}.{number}",
        "timestamp": "1773367200",
        "type": "text",
        "text": {"body": "Jalan berlubang besar di depan pasar, sudah dua orang jatuh 🙏"},
    }
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"phone_number_id": "1"},
        "contacts": [{"profile": {"name": "Siti"}, "wa_id": sender}],
        "messages": [message],
    }
    changes = [{"value": value, "field": "messages"}]
    return json.dumps({"object": "whatsapp_business_account", "entry": [{"changes": changes}]})


def measure(bench: Bench) -> Iterator[Figure]:
    """How many calls a second are kept, and how many repeats of one are recognised."""
    run, numbers = secrets.token_hex(4), count()

    def fresh() -> bytes:
        return _signed(bench, call(next(numbers), run))

    first = _signed(bench, call(0, run))
    kept = bench.runs(asking(fresh, 200))
    yield Figure("hear", kept.rate, told(kept))
    known = bench.runs(asking(lambda: first, 200))
    yield Figure("hear.again", known.rate, told(known))


def _signed(bench: Bench, body: str) -> bytes:
    digest = hmac.new(SECRET.encode(), body.encode(), sha256).hexdigest()
    return bench.server.post(PATH, body, extra=f"X-Hub-Signature-256: sha256={digest}\r\n")
