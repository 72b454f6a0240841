"""Open data as CSV, on line: rows a second, and what it costs the process that sends them."""

import asyncio
import statistics
import time
from collections.abc import Iterator
from typing import Any

import psycopg

from bench.clients import Unexpected
from bench.loading import connect
from bench.standing import RUNS, Bench, Figure
from kentongan.toolbox.schemas import current

PATH = "/data/laporan.csv"
RAW = """
    COPY (SELECT reference, opened_at, closed_at, due_at, outcome, public_words, public_lat,
                 public_lon
          FROM casework_case WHERE is_public ORDER BY opened_at, id) TO STDOUT (FORMAT csv)
"""


def measure(bench: Bench) -> Iterator[Figure]:
    """One client reads the whole file; the memory is looked at ten times a second meanwhile."""
    taken = [asyncio.run(_read(bench)) for _ in range(RUNS)]
    rates = [rows / seconds for rows, seconds, _ in taken]
    rows, size = taken[0][0], bench.ground.cases
    growth = max(grown for _, _, grown in taken[1:])
    rate, raw = statistics.median(rates), _raw(bench)
    share = f"{raw:,.0f} rows/s; ours is {100 * rate / raw:.0f} %"
    yield Figure(f"csv.{size}", rate, f"{rate:,.0f} rows/s of {rows:,}", share)
    yield Figure(f"csv.growth.{size}", growth, f"{growth:+.1f} MiB while {rows:,} rows went out")


async def _read(bench: Bench) -> tuple[int, float, float]:
    """Return rows, seconds, and by how many MiB the busiest process grew."""
    lines = 0

    def count(data: bytes) -> None:
        nonlocal lines
        lines += data.count(b"\n")

    [client] = await connect(bench.server.port, bench.server.workers, 1)
    client.watch(count)
    before, most = bench.server.memory(), 0.0
    began = time.monotonic()
    reading = asyncio.ensure_future(client.ask(bench.server.get(PATH)))
    while not reading.done():
        await asyncio.wait([reading], timeout=0.1)
        now = bench.server.memory()
        most = max(most, *(b - a for a, b in zip(before, now, strict=True)))
    seconds = time.monotonic() - began
    if reading.result().status != 200:
        raise Unexpected(str(reading.result().status))
    client.close()
    return lines - 1, seconds, most


def _raw(bench: Bench) -> float:
    """COPY of the same columns' rows, straight out of the database."""
    options = f"-c search_path={current().schema_name},public"
    with psycopg.connect(bench.ground.url, options=options) as connection:
        return statistics.median(_copied(connection) for _ in range(RUNS))


def _copied(connection: "psycopg.Connection[Any]") -> float:
    began, lines = time.monotonic(), 0
    with connection.cursor().copy(RAW) as copy:
        for data in copy:
            lines += bytes(data).count(b"\n")
    return lines / (time.monotonic() - began)
