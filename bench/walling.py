"""Opening the wall, and the memory of the processes after everything else was measured."""

import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator

from django.utils import timezone

from bench.ground import ROOT
from bench.loading import asking
from bench.standing import Bench, Figure
from kentongan.wall.showing import showing


def measure(bench: Bench) -> Iterator[Figure]:
    """One client opens the wall again and again; and how long its numbers take to work out."""
    size = bench.ground.cases
    request = bench.server.get("/wall/", bench.cookie)
    run = bench.runs(asking(lambda: request), clients=1)
    times = f"p50 {run.percentile(0.5):.1f} ms, p95 {run.percentile(0.95):.1f} ms"
    yield Figure(f"wall.{size}", run.percentile(0.5), times)
    cold = _work_out()
    yield Figure(f"wall.cold.{size}", cold, f"{cold:.0f} ms once a second, for everybody")


def _work_out() -> float:
    """Milliseconds to work out what a wall shows, which is done at most once a second."""
    taken = []
    for _ in range(7):
        showing.forget()
        began = time.perf_counter()
        showing.ask(timezone.now())
        taken.append(1000 * (time.perf_counter() - began))
    return statistics.median(taken[1:])


def fan_out(bench: Bench) -> Iterator[Figure]:
    """From a commit to a thousand open browsers (`bench/wall_fanout.py`, a server of its own).

    It ends by itself, with a sentence, when a part of it does not.
    """
    city = bench.ground.host.partition(".")[0]
    command = [sys.executable, str(ROOT / "bench" / "wall_fanout.py"), "--city", city]
    options = ["--data", str(bench.ground.folder), "--port", str(bench.server.port + 1)]
    environment = os.environ | {"DATABASE_URL": bench.ground.url}
    said = subprocess.run(
        [*command, *options],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout
    times = {share: float(ms) for share, ms in re.findall(r"p([0-9.]+) +([0-9]+) ms", said)}
    told = f"p50 {times['50']:.0f} ms, p99 {times['99']:.0f} ms, slowest {times['100']:.0f} ms"
    yield Figure("fanout", times["99"], told)


def weigh(bench: Bench) -> Iterator[Figure]:
    """PSS of the server processes, after the load they have just been under."""
    for _ in range(3):
        bench.server.memory()
    heaviest = max(bench.server.memory())
    yield Figure("memory", heaviest, f"{heaviest:.0f} MiB")
