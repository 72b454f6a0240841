"""Those who watch: half are walls on the stream, half look at the mayor's page on a phone."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench.night.delays import Delays, read
from bench.night.town import Town
from bench.standing import session_of
from kentongan.people.models import Membership, Role, WallDevice
from kentongan.people.screens import open_screen
from kentongan.wall.letting_in import COOKIE, cookie_of

WATCHER = Path(__file__).with_name("watching.py")


class Audience:
    """A process with all of them in it."""

    def __init__(self, here: Town, count: int) -> None:
        self._file = here.log / "watched.pickle"
        self._file.unlink(missing_ok=True)
        phones = count // 2
        self._walls = count - phones
        told = (here.port, here.ground.host, self._walls, phones, self._file)
        self._process = subprocess.Popen(
            [sys.executable, str(WATCHER), *map(str, told)],
            env=os.environ | {"PYTHONPATH": str(WATCHER.parents[2])},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._say(json.dumps([_screen(), _phone()]))

    def __enter__(self) -> "Audience":
        assert self._process.stdout
        opened = self._process.stdout.readline().split()
        if opened != ["open", str(self._walls)]:
            raise SystemExit(f"Of {self._walls} walls not all opened ({opened}): see serve.log.")
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()

    def leave(self, killed_at: float) -> Delays:
        """Let them go, and return what they saw."""
        self._say("end")
        self._process.wait(300)
        return read(self._file, killed_at)

    def _say(self, line: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()


def _screen() -> str:
    open_screen("bench", by=None, at=datetime.now(UTC))
    screen = WallDevice.objects.get(label="bench")
    return f"{COOKIE}={cookie_of(screen)}"


def _phone() -> str:
    leader = Membership.objects.filter(role=Role.LEADER).order_by("pk")[0].user
    return f"kentongan={session_of(leader.username)}"
