"""SMS through Kannel's `sendsms` (https://www.kannel.org/, user's guide, "Using the HTTP interface
to send SMS messages"), which many gateways speak.

`http://user:password@host:13013/cgi-bin/sendsms?from=CITY`. The interface knows no key against
repeats; ours goes along as `binfo`, so that the gateway's own log can tell a repeat, and in the
address at which the gateway says later what became of the message: it tells us no name of its own.
"""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, quote, unquote, urlencode, urlsplit

from kentongan.mailroom.calling import Call, Heard, call
from kentongan.mailroom.dialling import dialled
from kentongan.mailroom.parcels import Away, Parcel, Postponed, Rejected
from kentongan.mailroom.shortening import is_gsm

PATH = "/cgi-bin/sendsms"
REPORTED = "19"
"""Which reports we ask for: delivered (1), not delivered (2), refused by the network (16)."""
NOT_OURS = frozenset({401, 403, 404, 405})
"""The gateway does not know us: the operator's to put right, and no letter is to blame."""
_ID = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}")


@dataclass(frozen=True, slots=True)
class Gateway:
    """Where short messages are handed in, under which name, and where their fate is reported.

    `reports` is an address that ends where our key goes, `{domain}` the city's host; or "".
    """

    address: SplitResult
    user: str
    password: str
    sender: str
    reports: str = ""

    @classmethod
    def parse(cls, address: str, reports: str = "") -> "Gateway":
        """Read `http://user:password@host:13013/cgi-bin/sendsms?from=CITY`.

        :raises ValueError: if it is none
        """
        parts = urlsplit(address)
        if parts.scheme not in {"http", "https"} or not parts.hostname or not parts.username:
            raise ValueError("KENTONGAN_SMS must look like http://user:password@host:13013/?from=X")
        return cls(
            address=parts,
            user=unquote(parts.username),
            password=unquote(parts.password or ""),
            sender=parse_qs(parts.query).get("from", [""])[0],
            reports=reports,
        )

    def asking(self, key: str) -> dict[str, str]:
        """Return what asks the gateway to report the fate of a message; %d is its own blank."""
        if not self.reports:
            return {}
        base = self.reports.replace("{domain}", key.rpartition("@")[2])
        return {"dlr-mask": REPORTED, "dlr-url": f"{base}{quote(key)}&hasil=%d"}


class Kannel:
    """Short messages, one call each."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway

    def deliver(self, parcel: Parcel) -> str:
        """Hand the message to the gateway."""
        gateway = self._gateway
        query = {
            "username": gateway.user,
            "password": gateway.password,
            "from": gateway.sender,
            "to": dialled(parcel.to),
            "charset": "UTF-8",
            "coding": "0" if is_gsm(parcel.short) else "2",
            "text": parcel.short,
            "binfo": parcel.key,
            **gateway.asking(parcel.key),
        }
        asked = urlencode({key: value for key, value in query.items() if value})
        path = gateway.address.path.rstrip("/") or PATH
        return _judge(call(gateway.address, Call(f"{path}?{asked}", {"Accept": "text/plain"})))

    def close(self) -> None:
        """Nothing is kept open."""


def _judge(heard: Heard) -> str:
    told = f"{heard.status} {' '.join(heard.text.split())[:200]}"
    if heard.status in {200, 202}:
        found = _ID.search(heard.text)
        return found[0] if found else ""
    if heard.status in NOT_OURS:
        raise Away(f"the SMS gateway does not know us: {told}")
    if 400 <= heard.status < 500 and heard.status not in {408, 429}:
        raise Rejected(told)
    raise Postponed(told)
