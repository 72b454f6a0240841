"""A mailroom that is killed again and again while citizens go on reporting and officers get work.

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
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from kentongan.intake.models import ServiceRequest
    from kentongan.people.models import User

MOST_STEPS = 200_000
OFFICERS = 10
EACH = 10
"""Of so many reports one is put into an officer's hands."""


def main(kills: int, reports: int) -> None:
    import django

    django.setup()
    warm()
    from kentongan.mailroom import taking

    taking.LEASE = timedelta(seconds=0.3)
    chance = random.Random(7)
    writer = fork(lambda: report(reports, is_assigned=True))
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
    from django.conf import settings
    from django.db import connections
    from django.utils.translation import gettext, override

    from kentongan.casework import opening  # noqa: F401
    from kentongan.catalogue.shelf import shelf
    from kentongan.cities.entering import enter, leave
    from kentongan.cities.models import City
    from kentongan.config.commands import mailroom  # noqa: F401
    from kentongan.mailroom import composing, drawing, kannel, sending, smtp, whatsapp  # noqa: F401
    from kentongan.places.directory import directory

    enter(City.objects.get())
    directory(), shelf()
    for language, _name in settings.LANGUAGES:
        with override(language):
            gettext("e-mail")  # reading the catalogues takes more steps than a child may live
    # What is imported and built with the first batch takes more steps than a child may live.
    drawing.draw_letters(at=datetime.now(UTC))
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


def report(number_of: int, *, is_assigned: bool = False) -> None:
    from kentongan.casework.opening import take_in
    from kentongan.cities.entering import enter
    from kentongan.cities.models import City
    from kentongan.intake.models import Channel
    from kentongan.intake.report import Person, Report

    enter(City.objects.get())
    gate, *officers = staff() if is_assigned else [None]
    for number in range(number_of):
        phone = f"0812000{number:05}"
        came_by, person = (
            (Channel.WEB, Person("Siti", f"warga{number}@contoh.invalid")),
            (Channel.WEB, Person("Siti", phone=phone)),
            # A door that is still to be built; the mailroom knows its way out already.
            (cast(Channel, "whatsapp"), Person("Siti", phone=phone)),
        )[number % 3]
        told = Report("PJU-01", "Padam", came_by, kelurahan="99.71.01.1001", person=person)
        taken = take_in(told, at=datetime.now(UTC))
        if gate and number % EACH == 0:
            put(taken, officers[number // EACH % OFFICERS], gate)
        time.sleep(0.01)


def staff() -> "list[User]":
    """An operator, and officers with an address."""
    from kentongan.people.models import Membership, Role, User
    from kentongan.places.directory import directory

    people = [User.objects.add("gate", "Gate", None)]
    for number in range(OFFICERS):
        mailbox = f"petugas{number}@kota.invalid"
        people.append(User.objects.add(f"petugas{number}", "Petugas", None, email=mailbox))
    for user in people:
        role, unit = (Role.OFFICER, "dishub") if user.email else (Role.OPERATOR, "setda")
        Membership.objects.create(user=user, unit=directory().unit_by_code[unit], role=role)
    return people


def put(taken: "ServiceRequest", officer: "User", gate: "User") -> None:
    from kentongan.casework.assigning import assign
    from kentongan.casework.verifying import verify

    case = taken.filing.case
    verify(case, is_public=False, public_words="", by=gate, at=datetime.now(UTC))
    assign(case, officer, "", by=gate, at=datetime.now(UTC))


def wait_for_the_last(reports: int) -> None:
    """Let the one mailroom that nobody kills finish, within half a minute."""
    from kentongan.cities.entering import enter
    from kentongan.cities.models import City
    from kentongan.mailroom.models import Letter

    enter(City.objects.get())
    until = time.monotonic() + 30
    waiting = Letter.objects.filter(sent_at=None, part_of=None)
    all_of_them = reports + -(-reports // EACH)
    while time.monotonic() < until and (Letter.objects.count() < all_of_them or waiting.exists()):
        time.sleep(0.05)
    assert Letter.objects.count() == all_of_them


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
