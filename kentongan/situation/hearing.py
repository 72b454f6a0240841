"""Noting that a feed answered or did not. Only a change is journalled: fell silent, heard again."""

from datetime import datetime

from kentongan.journal.recording import record
from kentongan.situation.feeds import Feed


def heard(feed: Feed, *, at: datetime) -> None:
    """Note an answer that was understood, or that nothing is new."""
    if feed.failures:
        record("feed.recovered", about=("feed", feed.pk), by=None, at=at, tries=feed.failures)
    feed.tried_at = feed.heard_at = at
    feed.failures, feed.fault = 0, ""


def failed(feed: Feed, fault: str, *, at: datetime) -> None:
    """Note that nothing could be made of it. What it said before stays, and grows old."""
    if not feed.failures:
        record("feed.failed", about=("feed", feed.pk), by=None, at=at)
    feed.tried_at = at
    feed.failures = min(feed.failures + 1, 1000)
    feed.fault = fault
