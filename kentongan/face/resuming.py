"""Where a stream goes on: what whoever comes back to it says that they know."""

from collections.abc import Mapping

from kentongan.journal.reading import Place


def place_known(query: Mapping[str, list[str]], headers: Mapping[str, str]) -> Place | None:
    """Return up to where they know: `Last-Event-ID`, or `?after=` on the first visit."""
    marks = (headers.get("last-event-id", ""), *query.get("after", ()))
    return next((place for mark in marks if (place := Place.parse(mark))), None)
