"""Opening the wall, and the memory of the processes after everything else was measured."""

from collections.abc import Iterator

from bench.loading import asking
from bench.standing import Bench, Figure


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
    import statistics
    import time

    from django.utils import timezone

    from kentongan.wall.showing import _work_out as work_out

    taken = []
    for _ in range(7):
        began = time.perf_counter()
        work_out(timezone.now())
        taken.append(1000 * (time.perf_counter() - began))
    return statistics.median(taken[1:])


def weigh(bench: Bench) -> Iterator[Figure]:
    """PSS of the server processes, after the load they have just been under."""
    for _ in range(3):
        bench.server.memory()
    heaviest = max(bench.server.memory())
    yield Figure("memory", heaviest, f"{heaviest:.0f} MiB")
