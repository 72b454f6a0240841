"""Receiving mail by SMTP, from the city's own mail server: it hands over, we keep, then say yes.

Not a server for the open net: it knows no TLS, no spam filter and no queue. In front of it stands
a real one (`docs/how-to/connect-email.md`); whatever we cannot keep now, it offers again.
"""

import asyncio
import logging
import signal
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from aiosmtpd.smtp import SMTP, Envelope, Session

from kentongan.config.letterbox.addressing import city_of
from kentongan.config.letterbox.posting import LARGEST, post

TAKEN, UNKNOWN, LATER = "250 2.0.0 kept", "550 5.1.1 nobody here", "451 4.3.0 later, please"
HANDS = 2
"""Mails kept at once: each needs a connection to the database and some memory."""
T = TypeVar("T")
log = logging.getLogger("kentongan.letterbox")


class Slot:
    """What the letterbox answers to each step of a delivery."""

    def __init__(self, hands: ThreadPoolExecutor) -> None:
        self._hands = hands

    async def handle_RCPT(  # noqa: N802 - the library asks for this name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take mail for our cities alone."""
        try:
            found = await self._at_hand(partial(city_of, address))
        except Exception:
            log.exception("nobody could say whose address it is")
            return LATER
        if found is None:
            return UNKNOWN
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 yes"

    async def handle_DATA(  # noqa: N802 - the same
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Keep the mail in every city it is for, and only then say so."""
        try:
            await self._at_hand(partial(_post, envelope))
        except Exception:
            log.exception("a mail could not be kept; its server will offer it again")
            return LATER
        return TAKEN

    async def _at_hand(self, step: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._hands, step)


def _post(envelope: Envelope) -> None:
    raw = envelope.original_content or b""
    cities = {city.pk: city for each in envelope.rcpt_tos if (city := city_of(each))}
    for city in cities.values():
        post(city, raw, envelope_from=envelope.mail_from or "")


async def open_slot(hands: ThreadPoolExecutor, host: str, port: int) -> asyncio.Server:
    """Begin to take mail, each kept by one of the hands.

    :raises OSError: if the port is taken
    """
    slot = Slot(hands)

    def greet() -> SMTP:
        return SMTP(slot, data_size_limit=LARGEST, enable_SMTPUTF8=True, ident="kentongan")

    return await asyncio.get_running_loop().create_server(greet, host, port)


async def listen(host: str, port: int) -> None:
    """Take mail until stopped (SIGTERM, Ctrl-C); what is being kept then is kept.

    :raises OSError: if the port is taken
    """
    stopped = asyncio.Event()
    with ThreadPoolExecutor(HANDS) as hands:
        server = await open_slot(hands, host, port)
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stopped.set)
        where = server.sockets[0].getsockname()
        print(f"The letterbox listens on {where[0]}:{where[1]}", flush=True)
        await stopped.wait()
        server.close()
