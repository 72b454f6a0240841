"""The city of the night: founded from the shipped pack, its room on duty, its processes running."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import psutil
import psycopg
from django.forms.models import model_to_dict

from bench.ground import Ground, ground
from bench.night.asking import SECRET
from bench.night.outside import Outside, River
from bench.servers import START_WITHIN, STARTER
from kentongan.cities.entering import city_by_host, enter
from kentongan.config.demo.casting import hang_screen
from kentongan.config.embedded import ensure_running, leave
from kentongan.incidents.duties import begin
from kentongan.incidents.duties import enter as come_on_duty
from kentongan.people.models import Membership, Role, User
from kentongan.situation.feeds import Feed, Grade
from kentongan.situation.gauges.gauge import Gauge

WORKERS: dict[str, tuple[str, ...]] = {
    "watch": ("--every", "1"),
    "inbox": (),
    "mailroom": (),
    "clock": (),
    "feeds": ("--every", "1"),
}
SOURCES = ("/hulu.json", "/kota.json")
"""The first stays, the second dies."""


@dataclass
class Town:
    """A running city. `server` is the supervisor of its two server processes."""

    ground: Ground
    port: int
    log: Path
    outside: Outside
    processes: dict[str, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    def start(self, name: str, *words: str) -> "subprocess.Popen[bytes]":
        """Start one of our commands, as an operator would."""
        line = [sys.executable, "-c", STARTER, "--data", str(self.ground.folder), name, *words]
        with (self.log / f"{name}.log").open("ab") as told:
            out = subprocess.PIPE if name == "serve" else told
            begun = subprocess.Popen(line, env=self.environment(), stdout=out, stderr=told)
        self.processes[name] = begun
        return begun

    def environment(self) -> dict[str, str]:
        """Return what the processes are told; the ways out lead to our own outside."""
        away = f"127.0.0.1:{self.outside.port}"
        return os.environ | {
            "DATABASE_URL": self.ground.url,
            "KENTONGAN_WHATSAPP": f"http://:none@{away}/v21.0/1?secret={SECRET}",
            "KENTONGAN_SMS": f"http://kota:none@{away}/cgi-bin/sendsms?from=8181",
            "KENTONGAN_SMS_SECRET": SECRET,
            "KENTONGAN_LETTER_BASE": f"http://{{domain}}:{self.port}",
        }

    def servers(self) -> list[int]:
        """Return the server processes that live now."""
        return [child.pid for child in psutil.Process(self.processes["serve"].pid).children()]

    def processor(self) -> dict[str, float]:
        """Return the seconds of a processor that each has used so far."""
        used = {}
        for name, process in self.processes.items():
            family = [psutil.Process(process.pid), *psutil.Process(process.pid).children()]
            used[name] = sum(sum(each.cpu_times()[:4]) for each in family)
        return used

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run one of our commands to its end."""
        line = [sys.executable, "-c", STARTER, "--data", str(self.ground.folder), *words]
        return subprocess.run(
            line, env=self.environment(), text=True, capture_output=True, check=False
        )

    def stop(self) -> None:
        """End everything, the server last."""
        for process in reversed(list(self.processes.values())):
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
        self.processes.clear()


@contextmanager
def town(folder: Path, port: int, seconds: float) -> Iterator[Town]:
    """Found the city, put its room on duty, start what runs in production; end it all again."""
    _note_commits((folder / "0").resolve())
    with ground(0, folder) as place:
        outside = Outside(seconds=seconds)
        door = outside.open()
        log = place.folder / "night"
        shutil.rmtree(log, ignore_errors=True)
        log.mkdir()
        here = Town(place, port, log, outside)
        try:
            enter(city_by_host(place.host))
            _staff(datetime.now(UTC))
            _connect(outside)
            _serve(here)
            for name, words in WORKERS.items():
                here.start(name, *words)
            yield here
        finally:
            here.stop()
            door.shutdown()


def _note_commits(folder: Path) -> None:
    """Let PostgreSQL keep when each transaction was committed: that is when the wall may know."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with psycopg.connect(ensure_running(folder), autocommit=True) as direct:
            direct.execute("ALTER SYSTEM SET track_commit_timestamp = on")
    finally:
        leave(folder)  # the last to leave stops it: it takes effect with the next start


def _staff(at: datetime) -> None:
    """Everybody whose work it is comes on duty, as on such a night."""
    hang_screen(at=at)
    operators = Membership.objects.filter(role=Role.OPERATOR).values("user")
    first, *others = User.objects.filter(pk__in=operators).order_by("pk")
    begin(by=first, at=at)
    for user in others:
        come_on_duty(by=user, at=at)


def _connect(outside: Outside) -> None:
    """Ask nobody outside; the gauges speak through two sources of our own."""
    Feed.objects.update(is_active=False, is_listed=False)
    gauges = list(Gauge.objects.filter(is_active=True).order_by("order", "pk"))
    if len(gauges) == 1:
        gauges.append(_beside(gauges[0]))
    for number, path in enumerate(SOURCES):
        feed = Feed.objects.create(
            code=f"malam-{number}", connector="gauges", names={"id": path, "en": path},
            gives={"id": "Tinggi muka air.", "en": "Water levels."}, licence="-",
            attribution="-", grade=Grade.PARTNER, every_s=5, fresh_s=max(10, outside.seconds / 8),
            address=f"http://127.0.0.1:{outside.port}{path}",
            settings={"gauge": "pos", "value": "tma", "measured_at": "waktu"},
        )  # fmt: skip
        for gauge in gauges[number::2]:
            gauge.feed, gauge.fresh_s = feed, feed.fresh_s
            gauge.save()
            outside.rivers.setdefault(path, []).append(_rising(gauge))


def _beside(gauge: Gauge) -> Gauge:
    """A second gauge like the first, where the pack has one alone: one source must die."""
    return Gauge(**{**model_to_dict(gauge), "id": None, "code": f"{gauge.code}-2", "feed": None})


def _rising(gauge: Gauge) -> River:
    """From calm to above its worst siaga, or as far as it may rise within an hour."""
    worst = max(step["from_cm"] for step in gauge.siaga if step.get("from_cm") is not None)
    high = min(worst + 2 * gauge.settle, gauge.highest)
    return River(gauge.code, max(gauge.lowest + 1, high - 0.9 * gauge.step), high)


def _serve(here: Town) -> None:
    process = here.start("serve", "--port", str(here.port), "--workers", "2")
    assert process.stdout
    deadline = time.monotonic() + START_WITHIN
    while time.monotonic() < deadline and (line := process.stdout.readline()):
        if b"answers at" in line:
            return
    raise SystemExit(f"The server did not start; see {here.log}")
