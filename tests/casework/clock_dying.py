"""Three clocks at a time that are killed again and again at random steps.

Run as a program, in a city of its own: it forks the clock's duties (a fresh process each, without
the second that starting Python takes) and lets each end by SIGKILL after some number of calls.
"""

import os
import random
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from itertools import count

from tests.mailroom.dying import fork

MOST_STEPS = 80_000
CASES, PAUSES, CLAIMS, NEAR = 12, 6, 6, 5


def main(kills: int) -> None:
    import django

    django.setup()
    seed(datetime.now(UTC))
    chance = random.Random(7)
    running = {start(chance.randrange(MOST_STEPS)) for _ in range(3)}
    for _ in range(kills):
        ended, _status = os.wait()
        running = running - {ended} | {start(chance.randrange(MOST_STEPS))}
    for number in running:
        os.waitpid(number, 0)
    os.waitpid(fork(say_how_far), 0)
    os.waitpid(fork(lambda: go_round(times=2)), 0)


def seed(now: datetime) -> None:
    """Lay out work for the clock: misses, pauses past their limit, windows passed, what is near."""
    from django.db import connections

    from kentongan.casework.claiming import claim
    from kentongan.casework.pausing import Reason, pause
    from kentongan.casework.verifying import verify
    from kentongan.catalogue.shelf import shelf
    from kentongan.cities.entering import enter, leave
    from kentongan.cities.models import City
    from kentongan.people.models import Membership, Role, User
    from kentongan.places.directory import directory

    enter(City.objects.get())
    boss = User.objects.add("admin", "Admin", None)
    unit = directory().unit_by_code["setda"]
    Membership.objects.create(user=boss, unit=unit, role=Role.ADMINISTRATOR)
    long_ago = now - timedelta(days=90)
    for _ in range(CASES):
        open_case("PJU-01", long_ago)
    for _ in range(PAUSES):
        until = long_ago + timedelta(days=9)
        pause(open_case("PJU-01", long_ago), Reason.AUTHORITY, "x", until, by=boss, at=long_ago)
    for _ in range(CLAIMS):
        case = open_case("PJU-01", long_ago)
        verify(case, is_public=False, public_words="", by=boss, at=long_ago)
        claim(case, "Sudah.", by=boss, at=long_ago)
    for _ in range(NEAR):
        open_case("BJR-01", now - timedelta(hours=23, minutes=30))
    # Else each clock would be killed while still reading the city, or the modules of its duties.
    directory(), shelf(), import_module("kentongan.config.duties")
    leave()
    connections.close_all()


def open_case(code: str, at: datetime):  # type: ignore[no-untyped-def]
    from kentongan.casework.opening import take_in
    from kentongan.intake.models import Channel
    from kentongan.intake.report import Report

    told = Report(code, "Padam", Channel.WEB, kelurahan="99.71.01.1001")
    return take_in(told, at=at).filing.case


def say_how_far() -> None:
    """Print how many entries those wrote that were killed."""
    from kentongan.cities.entering import enter
    from kentongan.cities.models import City
    from kentongan.journal.models import Entry

    enter(City.objects.get())
    print(Entry.objects.filter(kind__startswith="deadline.").count(), flush=True)


def start(steps: int) -> int:
    """Start a clock that dies after so many calls, of Python's or of C's, wherever that is."""

    def run() -> None:
        left = count(steps, -1)

        def die(*_: object) -> None:
            if not next(left):
                os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(die)
        go_round(times=50)

    return fork(run)


def go_round(times: int) -> None:
    from kentongan.cities.entering import enter
    from kentongan.cities.models import City
    from kentongan.config.duties import do_duties

    enter(City.objects.get())
    work: Callable[[], None] = do_duties
    for _ in range(times):
        work()


if __name__ == "__main__":
    main(int(sys.argv[1]))
