"""The ways out of the house, as the settings name them: a server for each channel, or a folder."""

from pathlib import Path
from urllib.parse import quote

from django.conf import settings

from kentongan.mailroom.kannel import Gateway, Kannel
from kentongan.mailroom.models import Channel
from kentongan.mailroom.outbox_file import OutboxFolder
from kentongan.mailroom.parcels import Outbound
from kentongan.mailroom.smtp import Server, Smtp
from kentongan.mailroom.telegram import Bot, Telegram
from kentongan.mailroom.whatsapp import Account, WhatsApp

REPORTS = "/pesan/sms/kabar/?kunci={secret}&surat="
"""Where an SMS gateway says what became of a message: the door for machines' address."""


class Outbounds:
    """One server for each channel of all cities, or for each city a folder.

    :raises ValueError: if an address among the settings cannot be read
    """

    def __init__(self) -> None:
        self._servers: dict[str, Outbound] = {}
        if settings.SMTP:
            self._servers[Channel.EMAIL] = Smtp(Server.parse(settings.SMTP))
        if settings.SMS:
            self._servers[Channel.SMS] = Kannel(Gateway.parse(settings.SMS, reports_to()))
        if settings.WHATSAPP:
            self._servers[Channel.WHATSAPP] = WhatsApp(Account.parse(settings.WHATSAPP))
        if settings.TELEGRAM:
            self._servers[Channel.TELEGRAM] = Telegram(Bot.parse(settings.TELEGRAM))
        self._outbox = Path(settings.OUTBOX)

    def of(self, schema: str, channel: str) -> Outbound:
        """Return the city's way out on a channel."""
        return self._servers.get(channel) or self.folder(schema)

    def folder(self, schema: str) -> OutboxFolder:
        """Return the city's folder."""
        return OutboxFolder(self._outbox / schema)

    def close(self) -> None:
        """Hang up until the next round."""
        for server in self._servers.values():
            server.close()


def reports_to() -> str:
    """Return where an SMS gateway reports to, up to our key; "" where it may not call."""
    if not settings.SMS_SECRET:
        return ""
    asked = REPORTS.format(secret=quote(settings.SMS_SECRET, safe=""))
    return f"{settings.LETTER_BASE.rstrip('/')}{asked}"
