"""Keeping what came, byte for byte, once however often it came."""

from hashlib import sha256

from kentongan.situation.feeds import Body, Feed


def body_of(raw: bytes) -> Body:
    """Return the archive's row of these bytes, made if they are new."""
    digest = sha256(raw).hexdigest()
    return Body.objects.get_or_create(digest=digest, defaults={"content": raw})[0]


def last_body(feed: Feed) -> bytes:
    """Return what the feed's own address last said that was understood; empty: nothing yet."""
    said = feed.fetches.filter(address="", fault="", body__isnull=False)
    found = said.select_related("body").order_by("-at", "-id").first()
    return bytes(found.body.content) if found and found.body else b""
