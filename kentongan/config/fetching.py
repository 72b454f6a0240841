"""Where each channel's attachments are fetched, as the settings say."""

from urllib.parse import SplitResult

from kentongan.cities.wiring import setting
from kentongan.intake.fetching import Fetching, Source, TelegramFiles, WhatsAppFiles
from kentongan.intake.messages import Medium
from kentongan.mailroom.telegram import Bot
from kentongan.mailroom.whatsapp import Account


def fetching() -> Fetching:
    """Return what brings the current city's attachments.

    :raises ValueError: if a provider's address cannot be read
    """
    sources: dict[str, Source] = {}
    if address := setting("WHATSAPP"):
        account = Account.parse(address)
        version = account.address.path.rstrip("/").rpartition("/")[0]
        sources[Medium.WHATSAPP] = WhatsAppFiles(_bare(account.address, version), account.token)
    if address := setting("TELEGRAM"):
        bot = Bot.parse(address)
        sources[Medium.TELEGRAM] = TelegramFiles(_bare(bot.address, bot.address.path), bot.token)
    return Fetching(sources)


def _bare(address: SplitResult, path: str) -> SplitResult:
    """The address without its secrets."""
    host = address.netloc.rpartition("@")[2]
    return SplitResult(address.scheme, host, path, "", "")
