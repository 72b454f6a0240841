"""A telling is never written over: what was known at a moment can be asked for at any later one."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db import connection

from kentongan.journal.models import Entry
from kentongan.situation.archiving import body_of
from kentongan.situation.asking import ask_now
from kentongan.situation.features import Feature, Kind, Outline
from kentongan.situation.feeds import Feed, Fetch
from kentongan.situation.getting import get
from kentongan.situation.kinds import Flood, Said
from kentongan.situation.seeing import Part, Seen, as_of, stood
from kentongan.situation.standing import standing
from kentongan.situation.tile import conditions
from tests.situation.sources import Source, source
from tests.situation.tidings import MAWAR, area, collection, forecast, quake, quakes
from tests.situation.warnings import AT
from tests.statements import statements

HOUR = timedelta(hours=1)


@pytest.fixture
def told(city: object) -> Iterator[Source]:
    with source() as found:
        yield found


def tell(told: Source, feed: Feed, raw: bytes, at: datetime, *, status: int = 200) -> None:
    told.pages["/rss"] = (status, raw)
    feed.refresh_from_db()
    ask_now(feed, get, at=at)


def states(part: Part[Seen[Said]]) -> dict[str, int]:
    return {each.key: each.said.state for each in part.items if isinstance(each.said, Flood)}


def test_the_same_again_is_no_row_another_state_is_one_and_what_is_gone_is_gone(
    told: Source,
) -> None:
    feed = told.feed("petabencana")
    tell(told, feed, collection(area("1", 2), area("2", 3)), AT)
    tell(told, feed, collection(area("2", 3), area("1", 2)), AT + HOUR)
    assert Feature.objects.count() == 2
    tell(told, feed, collection(area("1", 4), area("2", 3)), AT + 2 * HOUR)
    tell(told, feed, collection(area("1", 4)), AT + 3 * HOUR)
    tell(told, feed, collection(area("2", 2)), AT + 4 * HOUR)
    assert Feature.objects.count() == 6
    assert Outline.objects.count() == 1  # both stand on one square, told of once
    past = [states(as_of(Kind.FLOOD, AT + n * HOUR)) for n in range(-1, 5)]
    assert past == [{}, {"1": 2, "2": 3}, {"1": 2, "2": 3}, {"1": 4, "2": 3}, {"1": 4}, {"2": 2}]
    figures = Entry.objects.filter(kind="feed.told").order_by("id").values_list("particulars")
    assert [(each["told"], each["gone"]) for (each,) in figures] == [(2, 0), (1, 0), (0, 1), (1, 1)]


def test_how_its_feed_stood_is_as_it_was_then_and_not_as_it_is_now(told: Source) -> None:
    feed = told.feed("petabencana")
    before = as_of(Kind.FLOOD, AT)
    assert (before.is_connected, before.count) == (True, None)
    tell(told, feed, collection(area("1")), AT)
    tell(told, feed, b"", AT + timedelta(minutes=10), status=500)
    tell(told, feed, b"<html>", AT + timedelta(minutes=20))
    tell(told, feed, collection(), AT + HOUR)

    def at(minutes: int) -> tuple[bool, int | None, int | None, bool]:
        part = as_of(Kind.FLOOD, AT + timedelta(minutes=minutes))
        (one,) = part.sources
        age = round(one.age.total_seconds() / 60) if one.age is not None else None
        return one.is_fresh, part.count, age, one.failing_since is not None

    assert at(5) == (True, 1, 5, False)
    assert at(12) == (True, 1, 12, True)
    assert at(59) == (False, None, 59, True)
    assert at(61) == (True, 0, 1, False)
    (one,) = as_of(Kind.FLOOD, AT + timedelta(minutes=59)).sources
    assert one.failing_since == AT + timedelta(minutes=10)
    assert one.fault.startswith("no JSON")
    # What it said last is still there, with its source that says how old it is.
    assert states(as_of(Kind.FLOOD, AT + timedelta(minutes=59))) == {"1": 2}


def test_an_index_whose_things_cannot_be_fetched_has_not_been_heard(told: Source) -> None:
    feed = told.feed("bmkg_forecast", f"/f?adm4={MAWAR}")
    told.pages = {f"/f?adm4={MAWAR}": (200, forecast())}
    for code in ("99.71.01.1002", "99.71.02.1001", "99.71.02.1002"):
        told.pages[f"/f?adm4={code}"] = (503, b"")
    ask_now(feed, get, at=AT)
    (one,) = as_of(Kind.FORECAST, AT).sources
    assert (one.heard_at, one.failing_since) == (None, AT)
    feed.refresh_from_db()
    assert feed.heard_at is None


def test_what_a_broker_pushes_counts_as_heard(told: Source) -> None:
    feed = told.feed("gauges", address="mqtt://contoh.invalid/sungai/#")
    Fetch.objects.create(feed=feed, at=AT, address="sungai/hulu", status=200, body=body_of(b"{}"))
    (one,) = standing(AT + timedelta(minutes=1))
    assert (one.heard_at, one.failing_since) == (AT, None)


def test_a_feed_that_left_the_pack_stands_as_long_as_it_was_asked(told: Source) -> None:
    feed = told.feed("petabencana")
    tell(told, feed, collection(area("1")), AT)
    Feed.objects.update(is_active=False)
    assert as_of(Kind.FLOOD, AT).count == 1
    assert not as_of(Kind.FLOOD, AT + HOUR).is_connected


def test_a_quake_is_news_for_a_day_and_then_let_go(told: Source) -> None:
    feed = told.feed("bmkg_quakes")
    far = quake(felt="-", Coordinates="-8.1,125.0", DateTime="2026-02-16T15:20:00+00:00")
    tell(told, feed, quakes(quake(), far), AT)
    assert [each.said.magnitude for each in conditions(AT).quakes.items] == [5.4]
    later = AT + timedelta(days=2)
    tell(told, feed, quakes(quake(DateTime="2026-02-18T15:00:00+00:00")), later)
    assert len(conditions(later).quakes.items) == 1
    assert len(as_of(Kind.QUAKE, later).items) == 1  # older ones do not stand for ever
    assert len(as_of(Kind.QUAKE, AT).items) == 2


def test_a_clock_that_went_back_loses_nothing(told: Source) -> None:
    feed = told.feed("petabencana")
    tell(told, feed, collection(area("1", 2)), AT)
    tell(told, feed, collection(area("1", 3)), AT - HOUR)
    assert states(as_of(Kind.FLOOD, AT + HOUR)) == {"1": 3}


def test_the_index_answers_what_stood_and_the_statements_are_few(told: Source) -> None:
    feed = told.feed("petabencana")
    many = [area(str(n), lat=-6.19 + n / 1e5) for n in range(60)]
    tell(told, feed, collection(*many), AT)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("ANALYZE situation_feature, situation_outline")
    assert "features_that_stood" in stood(AT).order_by().explain()
    conditions(AT)
    with statements() as sent:
        assert conditions(AT).floods.count == 60
    assert len(sent) <= 3
    with statements() as sent:
        as_of(Kind.FLOOD, AT - HOUR)
    assert len(sent) <= 2
