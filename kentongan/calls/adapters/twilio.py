"""Webhooks as Twilio sends them: a form for every change, signed with the account's token.

https://www.twilio.com/docs/voice/api/call-resource#statuscallback and
https://www.twilio.com/docs/usage/webhooks/webhooks-security.
The caller's leg is the call; a leg with `ParentCallSid` is a telephone's.
"""

import hmac
from base64 import b64encode
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from kentongan.calls.adapters.speaking import event, extension_of
from kentongan.calls.events import Kind, Told

OVER = frozenset({"completed", "busy", "failed", "no-answer", "canceled"})
Form = Mapping[str, str]


def is_signed(token: str, url: str, fields: Iterable[tuple[str, str]], given: str) -> bool:
    """Whether `X-Twilio-Signature` signs the address and the form's fields, in their order."""
    said = url + "".join(f"{name}{value}" for name, value in sorted(set(fields)))
    wanted = b64encode(hmac.new(token.encode(), said.encode(), "sha1").digest())
    return hmac.compare_digest(wanted, given.encode())


def translate(form: Form, at: datetime) -> Told | None:
    """Return the event, if there is one for us; `at` where Twilio tells no moment."""
    leg, status = form.get("CallSid", ""), form.get("CallStatus", "")
    parent = form.get("ParentCallSid", "")
    found = _telephone(status, form) if parent else _caller(status, form)
    if found is None or not leg:
        return None
    kind, said = found
    number = form.get("SequenceNumber", "0")
    sequence = int(number) if number.isdecimal() and len(number) < 9 else 0
    moment = _moment(form.get("Timestamp", ""), at)
    return event(kind, parent or leg, moment, leg, status, number, sequence=sequence, said=said)


def _caller(status: str, form: Form) -> tuple[Kind, dict[str, str]] | None:
    """Whoever rings is `in-progress` as soon as a machine speaks: that is a queue, no answer."""
    is_in = form.get("Direction", "inbound") == "inbound"
    ours, theirs = ("To", "From") if is_in else ("From", "To")
    said = {"number": form.get(theirs, ""), "dialled": form.get(ours, "")}
    said["direction"] = "in" if is_in else "out"
    if status in OVER:
        return Kind.ENDED, {**said, "cause": status}
    if status == "in-progress":
        queue = form.get("QueueSid", "")
        return (Kind.QUEUED, {**said, "queue": queue}) if is_in else (Kind.ANSWERED, said)
    return (Kind.OFFERED, said) if status in {"queued", "initiated", "ringing"} else None


def _telephone(status: str, form: Form) -> tuple[Kind, dict[str, str]] | None:
    said = {"extension": extension_of(form.get("To", ""))}
    match status:
        case "ringing":
            return Kind.RINGING, said
        case "in-progress":
            return Kind.ANSWERED, said
    return None


def _moment(text: str, otherwise: datetime) -> datetime:
    try:
        return parsedate_to_datetime(text).astimezone(UTC)
    except (TypeError, ValueError):
        return otherwise
