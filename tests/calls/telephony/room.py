"""The room's part: `kentongan calls listen` as its own process, and rows really committed."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection

from kentongan.calls.attending import be, give_extension
from kentongan.calls.models import Agent, Call
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from kentongan.toolbox.snapshots import forget_all
from tests.calls.telephony.exchange import Exchange, eventually
from tests.conftest import TEST_DATABASE_URL, moment
from tests.wall.outside import outside

NINE = moment("2026-03-13 09:00")
MADE = "calls_call, calls_callevent, calls_agent, people_user, journal_entry, django_session"
EXTENSION = "201"
KENTONGAN = "from kentongan.config.cli import main; raise SystemExit(main())"


def seat_alice() -> User:
    """Let Alice take calls at her extension."""
    forget_all()
    alice = User.objects.add("alice", "Alice", None)
    unit = directory().unit_by_code["setda"]
    Membership.objects.create(user=alice, unit=unit, role=Role.OPERATOR)
    give_extension(alice, EXTENSION, by=None, at=NINE)
    return alice


def sweep() -> None:
    """Take away all that calls have left."""
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {MADE} CASCADE")


def alice_is(presence: Agent.Presence) -> None:
    """Have Alice be ready, away and so on, by her own hand."""
    outside(lambda: be(User.objects.get(username="alice"), presence, at=NINE))


def alice_is_now() -> str:
    """Return how Alice is, as the exchange or she herself said last."""
    return outside(lambda: Agent.objects.get().presence)


def call() -> Call:
    """Return the call that was told of last."""
    return outside(lambda: Call.objects.select_related("agent").latest("offered_at"))


def call_events(*kinds: str) -> int:
    """Return how many events of these kinds the last call has; to be asked outside."""
    return Call.objects.latest("offered_at").events.filter(kind__in=kinds).count()


def is_so(true: Callable[[Call], object]) -> bool:
    """Whether something holds of the last call; there may be none yet."""
    found = outside(lambda: Call.objects.select_related("agent").order_by("-offered_at").first())
    return found is not None and bool(true(found))


class Room:
    """The listening process."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process

    def kill(self) -> None:
        """End it as a fault of the machine would."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait(10)


@contextmanager
def listening(here: Exchange) -> Iterator[Room]:
    """Run it until the end of the block, from the moment it has connected."""
    log = here.folder / "room.log"
    with log.open("w") as told:
        more = ["--kamailio", f"127.0.0.1:{here.evapi}", "--records", str(here.records)]
        environment = {**os.environ, "DATABASE_URL": database_url(), "KENTONGAN_LOG": "INFO"}
        environment["KENTONGAN_DATA"] = str(here.folder)
        process = subprocess.Popen(
            [sys.executable, "-c", KENTONGAN, "calls", "listen", "contoh", "kamailio", *more],
            env=environment,
            stderr=told,
        )
        try:
            eventually(lambda: "listening" in log.read_text(), within=30)
            yield Room(process)
        finally:
            process.kill()
            process.wait(10)


def database_url() -> str:
    """Return the address of the tests' own database, for a process beside them."""
    parts = urlsplit(TEST_DATABASE_URL)
    return urlunsplit(parts._replace(path=f"/{settings.DATABASES['default']['NAME']}"))
