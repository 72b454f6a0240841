"""Eight writers who commit when it pleases them: a reader of the journal loses and doubles nothing.

Ids are handed out before commit, so a reader of "everything after id n" would lose the slow
writers' rows; the second test shows that these writers do overtake each other.
"""

import random
import threading
import time
from collections.abc import Iterator

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from kentongan.cities.entering import enter
from kentongan.cities.models import City
from kentongan.journal.models import Entry
from kentongan.journal.reading import Place, after, end
from kentongan.journal.recording import record

WRITERS, EACH = 8, 40
ABOUT = "eight"


def write(number: int, city: City) -> None:
    enter(city)
    chance = random.Random(number)
    try:
        for count in range(EACH):
            write_one(number * EACH + count, chance)
    finally:
        connections.close_all()


@transaction.atomic
def write_one(number: int, chance: random.Random) -> None:
    if chance.random() < 0.3:
        begin_long_before_writing(chance)
    record("test.written", about=(ABOUT, number), by=None, at=timezone.now())
    time.sleep(chance.choice((0, 0.001, 0.004, 0.02)))


def begin_long_before_writing(chance: random.Random) -> None:
    """Take the transaction's number now and the entry's id later."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()")
    time.sleep(chance.choice((0.001, 0.01)))


def read(city: City, start: Place, done: threading.Event, seen: list[Entry]) -> None:
    enter(city)
    place = start
    try:
        while True:
            was_done = done.is_set()
            entries = after(place, limit=7)
            seen += entries
            if entries:
                place = Place(entries[-1].xact, entries[-1].pk)
            elif was_done:
                return
            else:
                time.sleep(0.002)
    finally:
        connections.close_all()


@pytest.fixture
def seen(city: City) -> Iterator[list[Entry]]:
    """What a reader saw while eight writers wrote."""
    found: list[Entry] = []
    done = threading.Event()
    start = end()
    writers = [threading.Thread(target=write, args=(n, city)) for n in range(WRITERS)]
    reader = threading.Thread(target=read, args=(city, start, done, found))
    for thread in (reader, *writers):
        thread.start()
    for thread in writers:
        thread.join(60)
    done.set()
    reader.join(60)
    yield found
    sweeping = threading.Thread(target=sweep, args=(city,))
    sweeping.start()
    sweeping.join()


def sweep(city: City) -> None:
    enter(city)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM journal_entry WHERE about = %s", [ABOUT])
    connections.close_all()


def test_every_entry_is_read_once_and_in_order(seen: list[Entry]) -> None:
    assert sorted(entry.about_id for entry in seen) == list(range(WRITERS * EACH))
    places = [(entry.xact, entry.pk) for entry in seen]
    assert places == sorted(places)


def test_the_writers_did_overtake_each_other(seen: list[Entry]) -> None:
    """Else the test above would prove nothing: by id alone rows would have been lost."""
    ids = [entry.pk for entry in seen]
    assert ids != sorted(ids)
