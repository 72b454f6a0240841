"""Warnings: an index (RSS, Atom) of CAP messages, or a message itself. BMKG's are such."""

from collections.abc import Sequence

from kentongan.places.directory import directory
from kentongan.situation.cap.indexing import Entry, entries
from kentongan.situation.cap.opening import NotReadable
from kentongan.situation.connecting import NotUnderstood, Parcel
from kentongan.situation.feeds import Feed
from kentongan.situation.taking_warnings import take_warning


class CapIndex:
    """Leads to messages and takes them."""

    def links(self, feed: Feed, raw: bytes) -> Sequence[str]:
        """Return where messages are that no answer has brought yet."""
        listed = list(dict.fromkeys(each.link for each in _entries(raw) if not each.message))
        brought = feed.fetches.exclude(address="").filter(address__in=listed, body__isnull=False)
        known = set(brought.values_list("address", flat=True))
        return [link for link in listed if link and link not in known]

    def take(self, parcel: Parcel) -> int:
        """Take the messages that the answer itself holds."""
        taken = [
            take_warning(each.message, parcel, city=directory())
            for each in _entries(parcel.raw)
            if each.message
        ]
        return sum(taken)


def _entries(raw: bytes) -> tuple[Entry, ...]:
    try:
        return entries(raw)
    except NotReadable as fault:
        raise NotUnderstood(str(fault)) from None
