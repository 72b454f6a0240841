"""Each report as its channel brings it: one call or two, ready to go over the wire."""

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import urlencode

from bench.night.storm import Sent
from kentongan.catalogue.shelf import shelf
from kentongan.incidents.knowing import kinds

SECRET = "bench"
OPEN311, WHATSAPP, SMS = "/open311/v2/requests.json", "/pesan/whatsapp/", "/pesan/sms/"
LONG = 50
"""Characters from which on a network's repeat may come under another id and still be known."""
SPOT_AFTER = 1.5
"""Seconds until who was asked where sends their place."""


@dataclass(frozen=True, slots=True)
class Call:
    """One call: when it is due, what goes over the wire, which answers are a yes."""

    at: float
    sent: Sent
    head: str
    body: bytes = b""
    good: tuple[int, ...] = (200,)

    def over(self, host: str) -> bytes:
        """Return the bytes, for the city at that host."""
        length = f"Content-Length: {len(self.body)}\r\n"
        return f"{self.head}\r\nHost: {host}\r\n{length}\r\n".encode() + self.body


def calls(sent: Sent, form: dict[str, str]) -> list[Call]:
    """Return the calls that bring a report."""
    if sent.channel == "open311":
        return [_open311(sent, form)]
    if sent.channel == "whatsapp":
        return _whatsapp(sent)
    return [_sms(sent)]


def flood_form() -> dict[str, str]:
    """Return what a form about a flood holds besides place and words, whatever the pack asks."""
    known, taken = shelf(), kinds().by_type
    first = next(k for k in known.offered if k.pk in taken and known.routes[k.pk, None].unit_id)
    form = {"api_key": "demo", "service_code": first.code}
    for question in known.questions.get(first.pk, ()):
        if question.is_required:
            key = f"attribute[{question.code}]"
            form[key] = question.options[0]["key"] if question.options else "1"
    return form


def _open311(sent: Sent, form: dict[str, str]) -> Call:
    told = {
        **form,
        "lat": f"{sent.point.lat:.6f}",
        "long": f"{sent.point.lon:.6f}",
        "description": sent.words,
        "phone": f"+{sent.sender}",
    }
    head = (
        f"POST {OPEN311} HTTP/1.1\r\nIdempotency-Key: {sent.name}\r\nAccept: application/json\r\n"
        "Content-Type: application/x-www-form-urlencoded"
    )
    return Call(sent.at, sent, head, urlencode(told).encode(), (200, 201))


def _whatsapp(sent: Sent) -> list[Call]:
    """Half say where in words; the others share their place when they are asked."""
    if says_where(sent):
        return [_signed(sent, sent.at, sent.name, {"type": "text", "text": {"body": _words(sent)}})]
    spot = {"latitude": sent.point.lat, "longitude": sent.point.lon}
    said = {"type": "text", "text": {"body": f"Banjir. {sent.words}"}}
    first = _signed(sent, sent.at, sent.name, said)
    if sent.is_again:
        return [first]
    where = {"type": "location", "location": spot}
    return [first, _signed(sent, sent.at + SPOT_AFTER, f"{sent.name}-spot", where)]


def says_where(sent: Sent) -> bool:
    """Whether the sender names the kelurahan, rather than sharing a place afterwards."""
    return sum(sent.name.encode()) % 2 == 0


def _signed(sent: Sent, at: float, name: str, content: Mapping[str, object]) -> Call:
    message = {"from": sent.sender, "id": name, "timestamp": "1773367200", **content}
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"phone_number_id": "1"},
        "contacts": [{"profile": {"name": "Warga"}, "wa_id": sent.sender}],
        "messages": [message],
    }
    entry = {"changes": [{"value": value, "field": "messages"}]}
    body = json.dumps({"object": "whatsapp_business_account", "entry": [entry]}).encode()
    digest = hmac.new(SECRET.encode(), body, sha256).hexdigest()
    head = (
        f"POST {WHATSAPP} HTTP/1.1\r\nX-Hub-Signature-256: sha256={digest}\r\n"
        "Content-Type: application/json"
    )
    return Call(at, sent, head, body)


def _sms(sent: Sent) -> Call:
    words = _words(sent)
    # A network that missed our yes delivers the same long words once more, under another id.
    is_renamed = sent.is_again and len(words) >= LONG and says_where(sent)
    told = {
        "kunci": SECRET,
        "id": f"{sent.name}-2" if is_renamed else sent.name,
        "dari": f"+{sent.sender}",
        "ke": "8181",
        "teks": words,
        "charset": "UTF-8",
    }
    return Call(sent.at, sent, f"GET {SMS}?{urlencode(told)} HTTP/1.1\r\nAccept: text/plain")


def _words(sent: Sent) -> str:
    return f"Banjir. {sent.words[:110]} kelurahan {sent.place}"
