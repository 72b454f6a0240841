"""What a gateway says of a short message, read from bytes: words in three codings, parts, senders.

The names in the address are ours; `docs/how-to/connect-sms.md` gives the line for Kannel.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple
from urllib.parse import parse_qsl

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kentongan.intake.hearing import Heard
from kentongan.intake.messages import Medium, WhyAside
from kentongan.intake.piecing import Whole
from kentongan.openapi.messages.bodies import body_of
from kentongan.toolbox.refusals import Unprocessable
from kentongan.toolbox.telephones import international

KEY = "kunci"
SEVEN_BIT, BINARY, UCS2 = "0", "1", "2"
CONCATENATED, CONCATENATED_WIDE = 0x00, 0x08
"""Information elements of a header that say "part of" (3GPP TS 23.040, 9.2.3.24)."""


class NoSender(Unprocessable):
    code = "no_sender"
    sentence = _("A message needs to say its id and its sender.")


@dataclass(frozen=True, slots=True)
class Short:
    """A short message as it came, and which message it is a part of, if it is."""

    heard: Heard
    whole: Whole | None


class Fields(NamedTuple):
    """The parameters, still as bytes: their charset is one of them.

    `told` is what came, as it was coded for the way, without our secret.
    """

    raw: dict[str, bytes]
    told: bytes

    def text(self, name: str) -> str:
        """Return a parameter that is plain ASCII or UTF-8."""
        return self.raw.get(name, b"").decode(errors="replace").strip()


def fields_of(request: HttpRequest) -> Fields:
    """Return the parameters of the address, and of a form, byte for byte.

    :raises Unusable: if the form is too large
    """
    told = request.META.get("QUERY_STRING", "")
    if request.method == "POST":
        told = f"{told}&{body_of(request).decode('latin-1')}"
    pairs = parse_qsl(told, keep_blank_values=True, encoding="latin-1", max_num_fields=40)
    kept = "&".join(pair for pair in told.split("&") if pair and not _is_secret(pair))
    return Fields({name: value.encode("latin-1") for name, value in pairs}, kept.encode("latin-1"))


def _is_secret(pair: str) -> bool:
    return any(name == KEY for name, _value in parse_qsl(pair, keep_blank_values=True))


def read(fields: Fields) -> Short:
    """Return the message.

    :raises NoSender: if it does not say which message it is, or whose
    """
    sender, name = fields.text("dari"), fields.text("id")
    if not sender or not name:
        raise NoSender(field="dari")
    whole = _whole(fields.raw.get("udh", b""), fields.text("ke"))
    heard = Heard(
        Medium.SMS,
        name,
        sender,
        sent_at=_moment(fields.text("waktu")),
        text=_words(fields),
        raw=fields.told,
        fault=_fault(fields, sender),
    )
    return Short(heard, whole)


def _fault(fields: Fields, sender: str) -> WhyAside | None:
    # A name or a short code is an operator's or a bank's: nobody reads what we reply there.
    if not international(sender):
        return WhyAside.AUTOMATIC
    return WhyAside.UNSUPPORTED if fields.text("coding") == BINARY else None


def _words(fields: Fields) -> str:
    said, coding = fields.raw.get("teks", b""), fields.text("coding")
    if coding == BINARY:
        return ""
    likely = "utf-16-be" if coding == UCS2 else "utf-8"
    for charset in (fields.text("charset") or likely, "utf-8"):
        try:
            return said.decode(charset)
        except (LookupError, ValueError):
            continue
    return said.decode("latin-1")


def _moment(told: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(told), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _whole(header: bytes, receiver: str) -> Whole | None:
    """Walk through a user data header to the element that counts parts."""
    rest = header[1 : 1 + header[0]] if header else b""
    while len(rest) >= 2:
        kind, size = rest[0], rest[1]
        told, rest = rest[2 : 2 + size], rest[2 + size :]
        width = {CONCATENATED: 1, CONCATENATED_WIDE: 2}.get(kind)
        if width is None or len(told) != width + 2:
            continue
        total, number = told[width], told[width + 1]
        if 1 <= number <= total and total > 1:
            return Whole(receiver, int.from_bytes(told[:width]), total, number)
    return None
