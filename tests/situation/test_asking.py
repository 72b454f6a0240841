"""Feeds are asked politely, every answer is kept; a failed one yields silence, never a value."""

from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest

from kentongan.journal.models import Entry
from kentongan.places.directory import directory
from kentongan.situation.asking import MOST_LINKS, ask_next
from kentongan.situation.connectors import CONNECTORS
from kentongan.situation.feeds import Body, Feed, Fetch
from kentongan.situation.getting import get
from kentongan.situation.warnings import WarningMessage
from tests.situation.sources import LATER, Source, index, source
from tests.situation.warnings import AREA, AT, cap

pytestmark = pytest.mark.usefixtures("city")


@pytest.fixture
def told() -> Iterator[Source]:
    with source() as found:
        yield found


def kinds() -> list[str]:
    about = ("feed", "warning")
    return list(Entry.objects.filter(about__in=about).order_by("id").values_list("kind", flat=True))


def test_an_index_is_asked_its_messages_fetched_and_everything_archived(told: Source) -> None:
    told.pages = {
        "/rss": (200, index(told.at("/1"), told.at("/2"))),
        "/1": (200, cap("w1")),
        "/2": (200, cap("w2", area=AREA.replace("106.", "110."))),
    }
    feed = told.feed()
    turn = ask_next(get, at=AT)
    assert turn is not None
    assert (turn.taken, turn.fault, turn.oddity) == (2, "", "")
    here, elsewhere = WarningMessage.objects.order_by("identifier")
    assert {directory().jurisdictions[pk].level for pk in here.kecamatan} == {"kecamatan"}
    assert elsewhere.kecamatan == []
    assert bytes(here.body.content) == cap("w1")
    assert list(Fetch.objects.order_by("id").values_list("status", flat=True)) == [200, 200, 200]
    feed.refresh_from_db()
    assert feed.is_fresh(AT + timedelta(seconds=899))
    assert not feed.is_fresh(AT + timedelta(seconds=901))
    # It is not asked again before its turn, and what was fetched is not fetched again.
    assert ask_next(get, at=AT + timedelta(seconds=59)) is None
    ask_next(get, at=LATER)
    assert [path for path, _ in told.asked] == ["/rss", "/1", "/2", "/rss"]
    assert WarningMessage.objects.count() == 2
    assert kinds() == ["warning.received", "warning.received"]


def test_a_slip_of_one_reader_is_kept_with_its_answer_and_stops_no_other(
    told: Source, monkeypatch: pytest.MonkeyPatch
) -> None:
    told.pages = {"/rss": (200, index())}
    feed = told.feed()
    reader = CONNECTORS["cap"]
    monkeypatch.setitem(
        CONNECTORS, "cap", SimpleNamespace(take=lambda _: 1 // 0, links=reader.links)
    )
    turn = ask_next(get, at=AT)
    assert turn is not None
    assert "ZeroDivisionError" in turn.fault
    assert bytes(Body.objects.get().content) == index()
    feed.refresh_from_db()
    assert feed.failures == 1


def test_what_is_not_new_is_not_sent_again_and_still_counts_as_heard(told: Source) -> None:
    told.pages, told.etag = {"/rss": (200, index())}, '"v1"'
    feed = told.feed()
    ask_next(get, at=AT)
    ask_next(get, at=LATER)
    assert told.asked == [("/rss", ""), ("/rss", '"v1"')]
    feed.refresh_from_db()
    assert (feed.heard_at, feed.failures) == (LATER, 0)
    assert Body.objects.count() == 1


BROKEN = {
    "gone": (404, b""),
    "down": (503, b"Maintenance"),
    "a page instead": (200, b"<html><body>Selamat datang</body></html>"),
    "half": (200, index("https://contoh.invalid/x")[:40]),
    "an attack": (200, b'<!DOCTYPE a [<!ENTITY x "y">]><rss>&x;</rss>'),
}


@pytest.mark.parametrize("said", BROKEN.values(), ids=BROKEN.keys())
def test_a_failed_feed_grows_old_is_asked_less_and_is_told_of_once(
    told: Source, said: tuple[int, bytes]
) -> None:
    told.pages = {"/rss": said}
    feed, at = told.feed(), AT
    for doubled in (2, 4, 8):
        turn = ask_next(get, at=at)
        assert turn is not None
        assert turn.fault
        feed.refresh_from_db()
        assert feed.next_at == at + timedelta(seconds=60 * doubled)
        at = feed.next_at
    assert (feed.heard_at, feed.failures) == (None, 3)
    assert not feed.is_fresh(AT)
    assert kinds() == ["feed.failed"]
    told.pages = {"/rss": (200, index())}
    ask_next(get, at=at)
    feed.refresh_from_db()
    assert (feed.heard_at, feed.failures, feed.fault) == (at, 0, "")
    assert feed.next_at == at + timedelta(seconds=60)
    assert kinds() == ["feed.failed", "feed.recovered"]


def test_nobody_there_is_an_answer_too_and_the_pause_ends_at_an_hour(told: Source) -> None:
    feed = told.feed(address="http://127.0.0.1:9/rss", failures=40)
    ask_next(get, at=AT)
    feed.refresh_from_db()
    assert feed.next_at == AT + timedelta(hours=1)
    fetch = Fetch.objects.get()
    assert (fetch.status, fetch.body) == (0, None)
    assert "refused" in fetch.fault


def test_who_asks_for_patience_gets_it(told: Source) -> None:
    told.pages, told.wait = {"/rss": (429, b"")}, "1800"
    feed = told.feed()
    ask_next(get, at=AT)
    feed.refresh_from_db()
    assert feed.next_at == AT + timedelta(minutes=30)


def test_a_message_that_cannot_be_read_does_not_keep_the_others_out(told: Source) -> None:
    told.pages = {
        "/rss": (200, index(*(told.at(f"/{n}") for n in range(3)))),
        "/0": (200, cap("w0")),
        "/1": (200, b"<alert>"),
        "/2": (200, cap("w2")),
    }
    feed = told.feed()
    turn = ask_next(get, at=AT)
    assert turn is not None
    assert (turn.taken, turn.fault) == (2, "")
    feed.refresh_from_db()
    assert feed.failures == 0
    assert feed.fault.startswith("no XML")


def test_no_index_leads_us_to_another_host(told: Source) -> None:
    elsewhere = "http://127.0.0.2:9/x", "file:///etc/passwd", "http://localhost/meja/"
    told.pages = {"/rss": (200, index(*elsewhere))}
    told.feed()
    turn = ask_next(get, at=AT)
    assert turn is not None
    assert turn.links == []
    assert len(told.asked) == 1


def test_a_long_index_is_worked_off_over_several_turns(told: Source) -> None:
    many = [f"/{n}" for n in range(MOST_LINKS + 5)]
    told.pages = {path: (200, cap(f"w{path[1:]}")) for path in many}
    told.pages["/rss"] = (200, index(*map(told.at, many)))
    told.etag = '"v1"'
    told.feed()
    ask_next(get, at=AT)
    assert WarningMessage.objects.count() == MOST_LINKS
    ask_next(get, at=LATER)
    assert WarningMessage.objects.count() == MOST_LINKS + 5


def test_the_one_that_waited_longest_is_next(told: Source) -> None:
    told.pages = {"/rss": (200, index()), "/other": (200, index())}
    told.feed(next_at=AT - timedelta(minutes=1))
    told.feed(code="lain", path="/other", next_at=AT - timedelta(minutes=5))
    told.feed(code="tutup", path="/closed", is_active=False)
    order = [turn.feed.code for turn in iter(lambda: ask_next(get, at=AT), None)]
    assert order == ["lain", "peringatan"]
    assert Feed.objects.filter(next_at__gt=AT).count() == 2
