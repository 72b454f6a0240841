"""Posting a mail into its city. Once this returns it is kept, and its carrier may forget it."""

import logging
from datetime import UTC, datetime

from kentongan.cities.entering import inside
from kentongan.cities.models import City
from kentongan.mailroom.opening_mail import open_mail
from kentongan.toolbox.schemas import let_go_if_dead

LARGEST = 25 * 2**20
"""Bytes of one mail: what most providers carry; photos of ten megabytes among them."""
log = logging.getLogger("kentongan.letterbox")


def post(city: City, raw: bytes, *, envelope_from: str | None = None) -> None:
    """Keep a mail in its city.

    :raises Error: if the database is away: the carrier keeps the mail and tries again
    """
    let_go_if_dead()
    with inside(city):
        message = open_mail(raw, at=datetime.now(UTC), envelope_from=envelope_from)
    state = "again" if message.is_repeat else message.set_aside_because or "kept"
    log.info("mail for %s: %s (message %s)", city.slug, state, message.pk)
