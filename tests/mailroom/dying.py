"""A mailroom that is killed again and again while citizens go on reporting.

Run as a program: it forks the command `kentongan mailroom` (a fresh process each, without the
second that starting Python takes) and lets it end by SIGKILL at a random step.
"""

import argparse
import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import cast

MOST_STEPS = 90_000


def main(kills: int, reports: int) -> None:
    import django

    django.setup()
    warm()
    from kentongan.mailroom import taking

    taking.LEASE = timedelta(seconds=0.3)
    chance = random.Random(7)
    writer = fork(lambda: report(reports))
    running = {start(chance.randrange(MOST_STEPS)) for _ in range(2)}
    try:
        while kills:
            ended, _status = os.wait()
            if ended in running:
                running = running - {ended} | {start(chance.randrange(MOST_STEPS))}
                kills -= 1
            else:
                writer = 0
        if writer:
            os.waitpid(writer, 0)
        running.add(fork(sort_letters))
        wait_for_the_last(reports)
    finally:
        for number in running:
            os.kill(number, signal.SIGKILL)


def warm() -> None:
    """Read what every child needs, or they would be killed while still reading it."""
    from django.db import connections

    from kentongan.casework import opening  # noqa: F401
    from kentongan.catalogue.shelf import shelf
    from kentongan.cities.entering import enter, leave
    from kentongan.cities.models import City
    from kentongan.config.commands import mailroom  # noqa: F401
    from kentongan.mailroom import composing, drawing, kannel, sending, smtp, whatsapp  # noqa: F401
    from kentongan.places.directory import directory

    enter(City.objects.get())
    directory(), shelf()
    leave()
    connections.close_all()


def start(steps: int) -> int:
    """Start a mailroom that dies after so many steps, wherever that is.

    A step is a call, of Python's or of C's: so it may be between two words to the server,
    or between the server's yes and our note.
    """

    def run() -> None:
        left = count(steps, -1)

        def die(*_: object) -> None:
            if not next(left):
                os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(die)
        sort_letters()

    return fork(run)


def fork(work: Callable[[], None]) -> int:
    """Run it in a child; the parent holds no connection that the two could share."""
    number = os.fork()
    if number:
        return number
    try:
        work()
        os._exit(0)
    finally:
        traceback.print_exc()
        os._exit(1)


def sort_letters() -> None:
    from kentongan.config.commands import mailroom

    mailroom.run(argparse.Namespace(verb=None, every=0.01, once=False))


def report(number_of: int) -> None:
    from kentongan.casework.opening import take_in
    from kentongan.cities.entering import enter
    from kentongan.cities.models import City
    from kentongan.intake.models import Channel
    from kentongan.intake.report import Person, Report

    enter(City.objects.get())
    for number in range(number_of):
        phone = f"0812000{number:05}"
        came_by, person = (
            (Channel.WEB, Person("Siti", f"warga{number}@contoh.invalid")),
            (Channel.WEB, Person("Siti", phone=phone)),
            # A door that is still to be built; the mailroom knows its way out already.
            (cast(Channel, "whatsapp"), Person("Siti", phone=phone)),
        )[number % 3]
        told = Report("PJU-01", "Padam", came_by, kelurahan="99.71.01.1001", person=person)
        take_in(told, at=datetime.now(UTC))
        time.sleep(0.02)


def wait_for_the_last(reports: int) -> None:
    """Let the one mailroom that nobody kills finish, within half a minute."""
    from kentongan.cities.entering import enter
    from kentongan.cities.models import City
    from kentongan.mailroom.models import Letter

    enter(City.objects.get())
    until = time.monotonic() + 30
    while time.monotonic() < until and Letter.objects.exclude(sent_at=None).count() < (reports):
        time.sleep(0.05)
    assert Letter.objects.count() == reports


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
