"""`kentongan letterbox …`: takes mail in, from a mail server or from mailboxes."""

import argparse
import asyncio
import logging
import sys
import time
from imaplib import IMAP4
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kentongan.config.letterbox.imap import Mailbox

HELP = "take every city's mail in: listen for a mail server, or fetch from mailboxes"
log = logging.getLogger("kentongan.letterbox")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """One subcommand for each way in."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    listen = verbs.add_parser("listen", help="take mail by SMTP from the city's own mail server")
    listen.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    listen.add_argument("--port", type=int, default=8025, help="port to listen on (8025)")
    fetch = verbs.add_parser("fetch", help="fetch mail from the mailboxes in KENTONGAN_IMAP")
    fetch.add_argument("--every", type=float, default=60.0, help="seconds between rounds (60)")
    fetch.add_argument("--once", action="store_true", help="one round, then end")


def run(options: argparse.Namespace) -> int:
    """Dispatch to the subcommand; 2 if a setting cannot be read, 1 if a port is taken."""
    return _listen(options) if options.verb == "listen" else _fetch(options)


def _listen(options: argparse.Namespace) -> int:
    from kentongan.config.letterbox.receiving import listen

    try:
        asyncio.run(listen(options.host, options.port))
    except OSError as fault:
        print(f"Port {options.port} cannot be used: {fault}", file=sys.stderr)
        return 1
    return 0


def _fetch(options: argparse.Namespace) -> int:
    from django.conf import settings

    from kentongan.config.letterbox.imap import Mailbox

    try:
        mailboxes = [Mailbox.parse(address) for address in settings.IMAP.split()]
    except ValueError as fault:
        print(fault, file=sys.stderr)
        return 2
    if not mailboxes:
        print("KENTONGAN_IMAP names no mailbox.", file=sys.stderr)
        return 2
    while True:
        faults = [mailbox for mailbox in mailboxes if not _fetched(mailbox)]
        if options.once:
            return 1 if faults else 0
        time.sleep(options.every)


def _fetched(mailbox: "Mailbox") -> bool:
    """Fetch all that lies there; whoever is away now is tried again in the next round."""
    from django.db import Error, connection

    from kentongan.config.letterbox.fetching import fetch

    try:
        while fetch(mailbox):
            pass
    except (OSError, IMAP4.error) as fault:
        log.error("the mailbox at %s cannot be used now: %s", mailbox.address.hostname, fault)
        return False
    except Error:
        log.exception("the database is away; the mail stays in its mailbox")
        connection.close()
        return False
    return True
