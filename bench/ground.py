"""A filled city to measure in: made once per size and version, copied afresh for every run.

The copy takes seconds, so what one benchmark writes never slows the next one down.
"""

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import psycopg
from django.db import connection
from psycopg import sql

from kentongan.cities.entering import enter, forget_hosts
from kentongan.cities.packs.facts import PackFacts
from kentongan.config import founding
from kentongan.config.database import settings_from
from kentongan.config.demo.casting import cast
from kentongan.config.demo.staging import packs
from kentongan.config.embedded import ensure_running, leave
from kentongan.toolbox.schemas import current
from kentongan.toolbox.snapshots import forget_all

ROOT = Path(__file__).resolve().parent.parent
RUN = "bench"


@dataclass(frozen=True)
class Ground:
    """Where the measuring happens: `url` is the fresh copy, `folder` the data folder."""

    cases: int
    folder: Path
    url: str
    host: str


@contextmanager
def ground(cases: int, data: Path) -> Iterator[Ground]:
    """Stand up a city with so many cases; the server is stopped afterwards, its data kept."""
    folder = (data / str(cases)).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["KENTONGAN_DATA"] = str(folder)
    server = os.environ.get("BENCH_DATABASE_URL") or ensure_running(folder)
    filled = f"filled_{cases}_{_fingerprint()}"
    try:
        if not _exists(server, filled):
            _fill(server, filled, cases)
        _copy(server, filled)
        use(_named(server, RUN))
        yield Ground(cases, folder, _named(server, RUN), f"{pack().city.slug}.localhost")
    finally:
        _let_go()
        leave(folder)


def use(url: str) -> None:
    """Point this process's Django at a database, whatever it was pointed at before."""
    _let_go()
    connection.settings_dict.update(settings_from(url))


def _let_go() -> None:
    current().set_schema_to_public()
    connection.close()
    forget_hosts()
    forget_all()


def _fill(server: str, name: str, cases: int) -> None:
    from bench.filling import fill

    began = time.monotonic()
    half_made = f"half_{name}"
    for old in _names(server, "filled_%") + _names(server, "half_%"):
        _command(server, "DROP DATABASE {}", old)
    _command(server, "CREATE DATABASE {}", half_made)
    use(_named(server, half_made))
    _found()
    if cases:
        fill(cases, at=datetime.now(UTC))
    _let_go()
    _command(server, "ALTER DATABASE {} RENAME TO {}", half_made, name)
    print(f"filled {cases:,} cases in {time.monotonic() - began:.0f} s", flush=True)


@cache
def pack() -> PackFacts:
    """The shipped city with most places."""
    return packs()[0]


def _found() -> None:
    at = datetime.now(UTC)
    founding.prepare()
    city = founding.found(pack(), domains=[f"{pack().city.slug}.localhost"], at=at)
    enter(city)
    cast(pack(), at=at)


def _copy(server: str, filled: str) -> None:
    _command(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", RUN)
    _command(server, "CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", RUN, filled)
    _command(server, "CHECKPOINT")


def _fingerprint() -> str:
    """Changes with every migration and with the filling itself, so that no stale city is used."""
    files = sorted((ROOT / "kentongan").glob("*/migrations/*.py"))
    made_by = [*files, *(ROOT / "bench").glob("filling.*"), ROOT / "bench" / "drawing.py"]
    joined = b"".join(file.read_bytes() for file in made_by if file.exists())
    return hashlib.sha256(joined).hexdigest()[:8]


def _named(url: str, name: str) -> str:
    before, _, query = url.partition("?")
    return f"{before.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")


def _exists(server: str, name: str) -> bool:
    return name in _names(server, name)


def _names(server: str, like: str) -> list[str]:
    with psycopg.connect(server, autocommit=True) as direct:
        rows = direct.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [like])
        return [name for (name,) in rows]


def _command(server: str, text: str, *names: str) -> None:
    with psycopg.connect(server, autocommit=True) as direct:
        direct.execute(sql.SQL(text).format(*map(sql.Identifier, names)))  # type: ignore[arg-type]
