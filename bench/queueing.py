"""The queue of an operator: fifty rows, any page, filters, and the search box."""

import re
from collections.abc import Iterator
from itertools import cycle
from urllib.parse import quote

from django.test import Client as Visitor

from bench.loading import Run, Work, asking
from bench.standing import Bench, Figure, told
from kentongan.catalogue.shelf import shelf
from kentongan.places.directory import directory

FIRST, LAST = "/meja/", "/meja/?last=1"
MIDDLE = re.compile(rb'href="(\?[^"]*after=[^"]*)"')
SEARCHES = (
    "banjir",
    "jalan berlubang",
    "sampah bau",
    "bababa",
    "wawali",
    "lampu -padam",
    '"air keruh"',
)


def measure(bench: Bench) -> Iterator[Figure]:
    """Pages a second with eight clients."""
    for name, path in (("first", FIRST), ("last", LAST), ("deep", _deep(bench))):
        run = bench.runs(_pages(bench, path))
        steps = bench.statements(lambda visitor, path=path: _look(visitor, path))
        raw = bench.raw_runs(steps)
        share = f"{raw.rate:,.0f}/s; ours is {100 * run.rate / raw.rate:.0f} %"
        yield Figure(f"queue.{name}", run.rate, told(run), share)
        yield Figure(f"queue.{name}.statements", len(steps), str(len(steps)))


def measure_alone(bench: Bench) -> Iterator[Figure]:
    """What one client waits for: a page at the beginning, at the end, filtered, and searched."""
    for name, paths in (
        ("first", (FIRST,)),
        ("last", (LAST,)),
        ("filtered", _filters()),
        ("searched", tuple(f"/meja/?status=all&q={words}" for words in map(quote, SEARCHES))),
    ):
        run = bench.runs(_pages(bench, *paths), clients=1)
        size = bench.ground.cases
        yield Figure(f"alone.{name}.{size}", run.percentile(0.5), _times(run))
        yield Figure(f"alone.{name}.{size}.p95", run.percentile(0.95), _times(run))


def _filters() -> tuple[str, ...]:
    """By type, status, area, unit and date, alone and together."""
    kinds, wards = [kind.code for kind in shelf().offered[::9]], directory().kelurahan[::20]
    queries = ["stage=received", "late=1", "status=closed", "status=all&from=2025-01-01"]
    queries += [f"type={code}" for code in kinds] + [f"place={p.code}" for p in wards]
    queries += [f"place={place.code}" for place in directory().kecamatan[::4]]
    queries += [
        f"status=all&type={code}&place={p.code}" for code, p in zip(kinds, wards, strict=False)
    ]
    queries += [
        f"status=closed&type={code}&place={place.code}&from=2025-06-01&to=2026-03-31"
        for code, place in zip(kinds, directory().kecamatan, strict=False)
    ]
    return tuple(f"/meja/?{query}" for query in queries)


def _pages(bench: Bench, *paths: str) -> Work:
    asked = cycle([bench.server.get(path, bench.cookie) for path in paths])
    return asking(lambda: next(asked))


def _deep(bench: Bench) -> str:
    """The address of the tenth page."""
    visitor, path = bench.visitor(), FIRST
    for _ in range(9):
        found = MIDDLE.search(visitor.get(path).content)
        assert found
        path = FIRST + found[1].decode().replace("&amp;", "&")
    return path


def _look(visitor: Visitor, path: str) -> None:
    answer = visitor.get(path)
    assert answer.status_code == 200, answer.content[:500]


def _times(run: Run) -> str:
    return f"p50 {run.percentile(0.5):.1f} ms, p95 {run.percentile(0.95):.1f} ms"
