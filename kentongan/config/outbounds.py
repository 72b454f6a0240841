"""The ways out of the house, as the settings name them: a server for each channel, or a folder."""

from pathlib import Path
from urllib.parse import quote

from django.conf import settings

from kentongan.cities.drills import is_drill
from kentongan.cities.models import City
from kentongan.cities.wiring import everywhere, setting, strangers
from kentongan.mailroom.drawer import Drawer
from kentongan.mailroom.kannel import Gateway, Kannel
from kentongan.mailroom.models import Channel
from kentongan.mailroom.outbox_file import OutboxFolder
from kentongan.mailroom.parcels import Outbound
from kentongan.mailroom.smtp import Server, Smtp
from kentongan.mailroom.telegram import Bot, Telegram
from kentongan.mailroom.whatsapp import Account, WhatsApp

REPORTS = "/pesan/sms/kabar/?kunci={secret}&surat="
"""Where an SMS gateway says what became of a message: the door for machines' address."""


NAMES = {
    Channel.EMAIL: "SMTP",
    Channel.SMS: "SMS",
    Channel.WHATSAPP: "WHATSAPP",
    Channel.TELEGRAM: "TELEGRAM",
}
"""The setting that names each channel's server."""


class Outbounds:
    """A server for each channel: a city's own, or that of all; where there is neither, a folder.

    A drill city has a drawer for all of them, whatever the settings say.
    """

    def __init__(self) -> None:
        self._servers: dict[tuple[str, str, str], Outbound] = {}
        self._outbox = Path(settings.OUTBOX)

    def of(self, schema: str, channel: str) -> Outbound:
        """Return the current city's way out on a channel.

        :raises ValueError: if its address cannot be read
        """
        if is_drill():
            return Drawer(self.folder(schema))
        address, reports = setting(NAMES[Channel(channel)]), reports_to()
        if not address:
            return self.folder(schema)
        key = (channel, address, reports)
        if key not in self._servers:
            self._servers[key] = _server(channel, address, reports)
        return self._servers[key]

    def folder(self, schema: str) -> OutboxFolder:
        """Return the city's folder."""
        return OutboxFolder(self._outbox / schema)

    def close(self) -> None:
        """Hang up until the next round."""
        for server in self._servers.values():
            server.close()


def _server(channel: str, address: str, reports: str) -> Outbound:
    if channel == Channel.SMS:
        return Kannel(Gateway.parse(address, reports))
    if channel == Channel.WHATSAPP:
        return WhatsApp(Account.parse(address))
    if channel == Channel.TELEGRAM:
        return Telegram(Bot.parse(address))
    return Smtp(Server.parse(address))


def check_addresses() -> None:
    """Read every server's address that the settings name, for all and for single cities.

    :raises ValueError: if one cannot be read
    """
    for channel, name in NAMES.items():
        for address in everywhere(name):
            _server(channel, address, "")


def strange_settings() -> list[str]:
    """Return the variables for a city that is none (one statement)."""
    return strangers(City.objects.values_list("slug", flat=True))


def reports_to() -> str:
    """Return where an SMS gateway reports to, up to our key; "" where it may not call."""
    secret = setting("SMS_SECRET")
    if not secret:
        return ""
    asked = REPORTS.format(secret=quote(secret, safe=""))
    return f"{settings.LETTER_BASE.rstrip('/')}{asked}"
