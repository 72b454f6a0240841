"""Levels of rivers by HTTP: JSON or CSV of any shape that the pack's mapping describes."""

from collections.abc import Sequence

from kentongan.situation.connecting import Parcel
from kentongan.situation.feeds import Feed
from kentongan.situation.gauges.reading import Said, read
from kentongan.situation.gauges.taking import take


class GaugeLevels:
    """Takes the levels of the city's gauges out of an answer."""

    def links(self, feed: Feed, raw: bytes) -> Sequence[str]:
        """Return nothing: an answer holds everything."""
        return ()

    def take(self, parcel: Parcel) -> int:
        """Write the measurements that are new."""
        feed, body, raw, at, _ = parcel
        return take(read(Said(raw, at), feed.settings), feed=feed, body=body, received_at=at)
