"""E-mail by SMTP: over TLS wherever the server offers it, and never a password without it.

`smtp://user:password@host:587` starts in the clear and changes to TLS; `smtps://host:465` is TLS
from the first byte; `?tls=no` is for a relay on the same machine whose certificate nobody signed.
"""

import ssl
from contextlib import suppress
from dataclasses import dataclass
from email.message import EmailMessage
from smtplib import (
    SMTP,
    SMTP_SSL,
    SMTPDataError,
    SMTPException,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
)
from urllib.parse import parse_qs, unquote, urlsplit

from kentongan.mailroom.enveloping import envelop
from kentongan.mailroom.parcels import Away, Parcel, Postponed, Rejected, Undelivered, Unsure

TIMEOUT = 20.0
"""Seconds for each answer of the server."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where letters are handed in."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    is_tls: bool = False
    may_start_tls: bool = True

    @classmethod
    def parse(cls, address: str) -> "Server":
        """Read `smtp://user:password@host:port`.

        :raises ValueError: if it is none
        """
        parts = urlsplit(address)
        if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
            raise ValueError("KENTONGAN_SMTP must look like smtp://user:password@host:port")
        return cls(
            host=parts.hostname,
            port=parts.port or (465 if parts.scheme == "smtps" else 587),
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            is_tls=parts.scheme == "smtps",
            may_start_tls=parse_qs(parts.query).get("tls") != ["no"],
        )


class Smtp:
    """One connection, kept for as long as letters follow one another."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._line: SMTP | None = None

    def deliver(self, parcel: Parcel) -> str:
        """Hand the letter to the server."""
        mail = envelop(parcel)
        line = self._connected()
        try:
            _hand_over(line, mail)
        except Undelivered:
            raise
        except (OSError, SMTPException) as fault:
            self.close()
            raise Unsure(f"the connection was lost: {type(fault).__name__}") from fault
        return ""

    def close(self) -> None:
        """Hang up."""
        line, self._line = self._line, None
        if line is not None:
            with suppress(OSError, SMTPException):
                line.quit()
            line.close()

    def _connected(self) -> SMTP:
        """Return the open line; one that has gone stale meanwhile is replaced before it is used."""
        try:
            if self._line is not None and self._line.noop()[0] == 250:
                return self._line
        except (OSError, SMTPException):
            pass
        self.close()
        try:
            self._line = self._dial()
        except (OSError, SMTPException) as fault:
            raise Away(f"the mail server cannot be used: {_told(fault)}") from fault
        return self._line

    def _dial(self) -> SMTP:
        server, context = self._server, ssl.create_default_context()
        line = (
            SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=context)
            if server.is_tls
            else SMTP(server.host, server.port, timeout=TIMEOUT)
        )
        try:
            line.ehlo_or_helo_if_needed()
            if not server.is_tls and server.may_start_tls and line.has_extn("starttls"):
                line.starttls(context=context)
            if server.user and not isinstance(line.sock, ssl.SSLSocket):
                raise SMTPNotSupportedError("no TLS offered; the password was not sent")
            if server.user:
                line.login(server.user, server.password)
        except BaseException:
            line.close()
            raise
        return line


def _hand_over(line: SMTP, mail: EmailMessage) -> None:
    try:
        line.send_message(mail)
    except SMTPRecipientsRefused as refusal:
        code, told = next(iter(refusal.recipients.values()))
        raise _kind(code)(_answer(code, told)) from refusal
    except SMTPSenderRefused as refusal:
        # Ours to put right, and nothing this reader could help: they get all the tries there are.
        raise Postponed(_answer(refusal.smtp_code, refusal.smtp_error)) from refusal
    except SMTPDataError as refusal:
        raise _kind(refusal.smtp_code)(_answer(refusal.smtp_code, refusal.smtp_error)) from refusal
    except (SMTPNotSupportedError, UnicodeError) as fault:
        raise Rejected("the server cannot carry letters to such an address") from fault


def _kind(code: int) -> type[Undelivered]:
    return Rejected if 500 <= code < 600 else Postponed


def _answer(code: int, told: bytes | str) -> str:
    words = told.decode(errors="replace") if isinstance(told, bytes) else told
    return f"{code} {' '.join(words.split())}"


def _told(fault: Exception) -> str:
    return f"{type(fault).__name__}: {fault}"
