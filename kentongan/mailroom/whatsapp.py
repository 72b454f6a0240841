"""WhatsApp through the Cloud API's `messages` endpoint
(https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages).

`https://:TOKEN@graph.facebook.com/v21.0/PHONE-NUMBER-ID?template=NAME&secret=…&verify=…`; the last
two are for the way in. Whoever has not written within a day may be sent approved templates only;
ours has three blanks: the report's number, what has happened, the address. The API knows no key
against repeats; ours goes along as `biz_opaque_callback_data`, which comes back with every later
word about the message.
"""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from kentongan.mailroom.calling import Call, Heard, call
from kentongan.mailroom.dialling import dialled
from kentongan.mailroom.parcels import Away, Parcel, Postponed, Rejected

TEMPLATE = "kentongan_report"
FOR_GOOD = frozenset({131021, 131026, 131030, 131045, 131050, 131051})
"""Codes that say of this receiver or message that it will never be
(https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes)."""
LATE = 131047
"""More than a day has passed since they wrote."""
LONGEST = 4096
"""Signs of one text."""
OURS = frozenset({0, 3, 10, 190, 368, 131005, 131031, 131042, 133010})
"""Codes that say of our account or token that it cannot be used now."""


class TooLate(Postponed):
    """Only a template may be sent to them now."""


@dataclass(frozen=True, slots=True)
class Account:
    """Where messages are handed in, with which token, and by which approved template.

    `secret` signs what comes to us (the app's), `verify` is what we are asked for once.
    """

    address: SplitResult
    token: str
    template: str
    secret: str = ""
    verify: str = ""

    @classmethod
    def parse(cls, address: str) -> "Account":
        """Read `https://:TOKEN@graph.facebook.com/v21.0/PHONE-NUMBER-ID`.

        :raises ValueError: if it is none
        """
        parts = urlsplit(address)
        token = parts.password or parts.username
        is_one = parts.scheme in {"http", "https"} and parts.hostname and parts.path.strip("/")
        if not is_one or not token:
            raise ValueError("KENTONGAN_WHATSAPP must look like https://:TOKEN@host/v21.0/NUMBER")
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        return cls(
            parts,
            unquote(token),
            asked.get("template", TEMPLATE),
            asked.get("secret", ""),
            asked.get("verify", ""),
        )

    @property
    def number(self) -> str:
        """What the provider calls our telephone number."""
        return self.address.path.rstrip("/").rpartition("/")[2]


class WhatsApp:
    """Words within a day of theirs, else a template; one call each."""

    def __init__(self, account: Account) -> None:
        self._account = account

    def deliver(self, parcel: Parcel) -> str:
        """Hand the message over and return its `wamid`."""
        if parcel.is_talk:
            try:
                return self._hand_in(parcel, _words(parcel))
            except TooLate:
                pass  # their day was over by the provider's clock: nothing was sent
        return self._hand_in(parcel, self._template(parcel))

    def _hand_in(self, parcel: Parcel, content: dict[str, Any]) -> str:
        account = self._account
        headers = {
            "Authorization": f"Bearer {account.token}",
            "Content-Type": "application/json",
        }
        message = {
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            "to": dialled(parcel.to),
            "biz_opaque_callback_data": parcel.key,
            **content,
        }
        path = f"{account.address.path.rstrip('/')}/messages"
        body = json.dumps(message, ensure_ascii=False, sort_keys=True)
        return _judge(call(account.address, Call(path, headers, body.encode())))

    def close(self) -> None:
        """Nothing is kept open."""

    def _template(self, parcel: Parcel) -> dict[str, Any]:
        blanks = [{"type": "text", "text": " ".join(blank.split())} for blank in parcel.blanks]
        template = {
            "name": self._account.template,
            "language": {"code": parcel.language},
            "components": [{"type": "body", "parameters": blanks}],
        }
        return {"type": "template", "template": template}


def _words(parcel: Parcel) -> dict[str, Any]:
    return {"type": "text", "text": {"body": parcel.short[:LONGEST], "preview_url": False}}


def _judge(heard: Heard) -> str:
    told = _read(heard.text)
    if 200 <= heard.status < 300:
        messages = told.get("messages") or [{}]
        return str(messages[0].get("id", ""))
    fault = told.get("error") or {}
    code = fault.get("code") if isinstance(fault.get("code"), int) else -1
    words = f"{heard.status} {code}: {str(fault.get('message', ''))[:200]}"
    if code == LATE:
        raise TooLate(words)
    if code in FOR_GOOD:
        raise Rejected(words)
    if code in OURS or heard.status in {401, 403, 404}:
        raise Away(f"WhatsApp does not know us: {words}")
    # Everything else may pass: too many at once, a template still to be approved, their fault.
    raise Postponed(words)


def _read(text: str) -> dict[str, Any]:
    try:
        told = json.loads(text)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
