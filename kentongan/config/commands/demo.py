"""`kentongan demo`: two cities at play, and where to click."""

import argparse
import os
import subprocess
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from kentongan.config.rounds import STARTER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kentongan.cities.packs.facts import PackFacts

MOST_NAMES = 8
HELP = "set up and serve a demonstration with two cities"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen."""
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")


def run(options: argparse.Namespace) -> int:
    """Set up what is missing, serve, and keep the first city lively."""
    from django.db import connections

    from kentongan.config import founding
    from kentongan.config.demo.staging import DAYS, packs, set_up

    founding.prepare()
    found = packs()
    for number, pack in enumerate(found):
        days = DAYS if number == 0 else DAYS // 3
        print(f"Setting up {pack.city.name} …", flush=True)
        set_up(pack, days=days, at=datetime.now(UTC))
    connections.close_all()
    return _play(found, options)


def _play(found: "list[PackFacts]", options: argparse.Namespace) -> int:
    """Serve, with everything that runs beside it; stopping one stops all."""
    from django.conf import settings

    from kentongan.config.serving.listening import PortTaken
    from kentongan.config.serving.starting import serve

    settings.LETTER_BASE = _base(options.port)  # before the fork: links lead to this very door
    players = _players(found, options.port)
    try:
        serve(options.host, options.port, 2, lambda: _tell(found, options.port))
    except PortTaken as fault:
        print(fault, file=sys.stderr)
        return 1
    finally:
        for player in players:
            player.terminate()
        for player in players:
            player.wait()
    return 0


def _players(found: "list[PackFacts]", port: int) -> "list[subprocess.Popen[bytes]]":
    # Letters stay in the data folder, even where ways out are configured: nobody who tries things
    # out means to write to the addresses they type, nor to the invented callers.
    base = {"KENTONGAN_LETTER_BASE": _base(port)}
    letters = {**base, "KENTONGAN_SMTP": ""}
    players = [
        _start("clock"),
        _start("watch"),
        _start("mailroom", **letters, **_without_ways_out()),
        _start("inbox", **letters),
        _start("play", found[0].city.slug),
        _start("transit", "simulate", found[0].city.slug),
    ]
    if any(feed.address.startswith("mqtt") for pack in found for feed in pack.feeds if feed.active):
        players.append(_start("gauges", "listen"))
    return players


def _base(port: int) -> str:
    """What links in letters and warnings begin with."""
    return f"http://{{domain}}:{port}"


def _without_ways_out() -> dict[str, str]:
    """Empty whatever names a way out, for one city too; what comes in by them still does."""
    ways = ("KENTONGAN_SMS", "KENTONGAN_WHATSAPP", "KENTONGAN_TELEGRAM")
    return {
        name: ""
        for name in os.environ
        if name in ways or name.startswith(tuple(f"{w}__" for w in ways))
    }


def _start(*words: str, **environment: str) -> subprocess.Popen[bytes]:
    """Start another of our commands beside this one, out of Ctrl-C's reach: we stop it."""
    code = "import sys; from kentongan.config.cli import main; sys.exit(main())"
    line = [sys.executable, "-c", code, *words]
    starter = {STARTER: str(os.getpid())}
    return subprocess.Popen(line, env=os.environ | environment | starter, start_new_session=True)


def _tell(found: "list[PackFacts]", port: int) -> None:
    from kentongan.config.demo.casting import KEY, PASSWORD, SCREEN

    print("\nKentongan is running. Stop it with Ctrl-C; what you do is kept.\n")
    for pack in found:
        host = f"http://{pack.city.slug}.localhost:{port}"
        print(f"  {pack.city.name}")
        print(f"    citizens   {host}/")
        print(f"    workdesk   {host}/meja/")
        print(f"    wall       {host}/wall/")
        print(f"    Open311    {host}/open311/v2/services.json")
    first = f"http://{found[0].city.slug}.localhost:{port}/wall/?perangkat={SCREEN}"
    print(f"\n  The wall without signing in: {first}")
    print(f"\n  Sign in with one of these names and the password {PASSWORD!r}:")
    for kind, names in _sign_ins(found[0]):
        if names:
            print(f"    {kind:14}{', '.join(names)}")
    print(f"  The api key for Open311 is {KEY!r}; letters lie in the data folder's outbox.\n")
    sys.stdout.flush()


def _sign_ins(pack: "PackFacts") -> "Iterator[tuple[str, list[str]]]":
    """Yield who there is: some of every role, and those who alone see matters of oversight."""
    from kentongan.config.demo.bringing import DOORS
    from kentongan.people.models import Role
    from kentongan.places.models import INSPECTORATE

    apart = {unit.code for unit in pack.units if unit.kind == INSPECTORATE}
    users = [user for user in pack.demo.users if user.unit not in apart]
    for role in Role:
        named = [user.username for user in users if user.role == role][:MOST_NAMES]
        yield role.value, named or ([door[2] for door in DOORS] if role == Role.COUNCIL else [])
    yield INSPECTORATE, [user.username for user in pack.demo.users if user.unit in apart]
