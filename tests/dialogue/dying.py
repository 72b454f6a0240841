"""An inbox that is killed again and again while people go on writing.

Run as a program: it forks the command `kentongan inbox` and lets it end by SIGKILL at a random
step, two at a time, then lets one finish.
"""

import argparse
import os
import random
import signal
import sys
import time
from datetime import UTC, datetime, timedelta
from itertools import count

from tests.mailroom.dying import fork

MOST_STEPS = 60_000
SENDERS = 8
TALK = (
    "lampu jalan padam",
    "melati",
    "tiangnya miring",
    "lapor sampah menumpuk di mawar",
    "status",
)


def main(kills: int) -> None:
    import django

    django.setup()
    warm()
    from kentongan.dialogue import taking

    taking.LEASE = timedelta(seconds=0.2)
    chance = random.Random(7)
    writer = fork(write)
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
        running.add(fork(work))
        wait_for_the_last()
    finally:
        for number in running:
            os.kill(number, signal.SIGKILL)


def warm() -> None:
    """Read what every child needs, or they would be killed while still reading it."""
    from django.conf import settings
    from django.db import connections
    from django.utils.translation import gettext, override

    from kentongan.cities.entering import enter, leave
    from kentongan.cities.models import City
    from kentongan.config.commands import inbox  # noqa: F401
    from kentongan.dialogue.working import work_next

    enter(City.objects.get())
    write_one("0800000000", 0, "lampu jalan padam di melati")
    work_next(at=datetime.now(UTC))
    for language, _name in settings.LANGUAGES:
        with override(language):
            gettext("e-mail")
    leave()
    connections.close_all()


def start(steps: int) -> int:
    """Start an inbox that dies after so many steps, wherever that is."""

    def run() -> None:
        left = count(steps, -1)

        def die(*_: object) -> None:
            if not next(left):
                os.kill(os.getpid(), signal.SIGKILL)

        sys.setprofile(die)
        work()

    return fork(run)


def work() -> None:
    from kentongan.config.commands import inbox
    from kentongan.dialogue import working

    working.MOST_TRIES = 100  # here the message is not what kills its worker
    inbox.run(argparse.Namespace(every=0.01, once=False))


def write() -> None:
    from kentongan.cities.entering import enter
    from kentongan.cities.models import City

    enter(City.objects.get())
    for turn, text in enumerate(TALK):
        for sender in range(SENDERS):
            write_one(f"08120000{sender:04}", turn, text)
            time.sleep(0.01)


def write_one(sender: str, turn: int, text: str) -> None:
    from kentongan.intake.hearing import Heard, hear
    from kentongan.intake.messages import Medium

    told = Heard(Medium.WHATSAPP, f"{sender}-{turn}", sender, text=text)
    hear(told, at=datetime.now(UTC))


def wait_for_the_last() -> None:
    """Let the one inbox that nobody kills finish, within half a minute."""
    from kentongan.cities.entering import enter
    from kentongan.cities.models import City
    from kentongan.intake.messages import InboundMessage

    enter(City.objects.get())
    until = time.monotonic() + 30
    waiting = InboundMessage.objects.filter(next_try_at__isnull=False)
    while time.monotonic() < until and waiting.exists():
        time.sleep(0.05)


if __name__ == "__main__":
    main(int(sys.argv[1]))
