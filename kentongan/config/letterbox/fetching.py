"""Fetching mail by IMAP, where a city has a mailbox and no mail server of its own.

A mail is kept first and moved to another folder then. Whoever dies in between fetches it again:
its Message-ID tells that it is known.
"""

import logging

from django.db import Error

from kentongan.cities.models import City
from kentongan.config.letterbox.addressing import first_city
from kentongan.config.letterbox.imap import Mailbox, bytes_of, move, opened, size_of, waiting
from kentongan.config.letterbox.posting import LARGEST, post
from kentongan.intake.mail.headers import addresses
from kentongan.intake.mail.reading import parse

TAKEN, LEFT = "Kentongan", "Kentongan-lain"
"""Folders for what was taken, and for what is no city's of ours or too large."""
WHOM = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")
log = logging.getLogger("kentongan.letterbox")


def fetch(mailbox: Mailbox) -> int:
    """Take what lies in a mailbox; return how many mails were taken.

    :raises OSError: if the server cannot be reached, or hangs up
    :raises IMAP4.error: if it says no
    :raises Error: if the database is away
    """
    taken = 0
    with opened(mailbox) as line:
        for number in waiting(line):
            size = size_of(line, number)
            raw = bytes_of(line, number) if 0 < size <= LARGEST else b""
            city = _city(mailbox, raw) if raw else None
            if city is None:
                log.error("a mail of %s bytes was left aside: too large, or nobody's here", size)
                move(line, number, LEFT)
            elif _posted(city, raw):
                move(line, number, TAKEN)
                taken += 1
    return taken


def _posted(city: City, raw: bytes) -> bool:
    """Keep a mail; one that cannot be kept now stays where it is and holds up no other."""
    try:
        post(city, raw)
    except Error:
        raise
    except Exception:
        log.exception("a mail could not be kept and stays in the mailbox")
        return False
    return True


def _city(mailbox: Mailbox, raw: bytes) -> City | None:
    if mailbox.city:
        named: City | None = City.objects.filter(slug=mailbox.city).first()
        return named
    return first_city(address for _name, address in addresses(parse(raw), *WHOM))
