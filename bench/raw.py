"""Raw PostgreSQL doing the same statements: two processes, eight connections, nothing between."""

import multiprocessing
import secrets
import threading
import time
from collections.abc import Sequence
from typing import Any

import psycopg

from bench.loading import CLIENTS, SECONDS, WARM_UP, Run
from bench.probing import Fresh, Returned, Step

PROCESSES = 2
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def replay(
    url: str,
    schema: str,
    steps: Sequence[Step],
    *,
    clients: int = CLIENTS,
    seconds: float = SECONDS,
) -> Run:
    """Repeat the statements for so many seconds; a round is what one request asked for."""
    context = multiprocessing.get_context("fork")
    results: multiprocessing.queues.Queue[list[float]] = context.Queue()
    crew = [
        context.Process(
            target=_process, args=(url, schema, steps, clients // PROCESSES, seconds, results)
        )
        for _ in range(min(PROCESSES, clients))
    ]
    for process in crew:
        process.start()
    took = [one for _ in crew for one in results.get(timeout=seconds + 60)]
    for process in crew:
        process.join()
    if not took:
        raise RuntimeError("the statements could not be repeated")
    return Run(len(took) / seconds, sorted(took))


def _process(
    url: str, schema: str, steps: Sequence[Step], clients: int, seconds: float, results: Any
) -> None:
    took: list[float] = []
    start = time.monotonic() + WARM_UP
    threads = [
        threading.Thread(target=_client, args=(url, schema, steps, start, seconds, took))
        for _ in range(max(1, clients))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    results.put(took)


def _client(
    url: str, schema: str, steps: Sequence[Step], start: float, seconds: float, took: list[float]
) -> None:
    options = f"-c search_path={schema},public"
    with psycopg.connect(
        url, autocommit=True, options=options, cursor_factory=psycopg.ClientCursor
    ) as connection:
        while (began := time.monotonic()) < start + seconds:
            _round(connection, steps)
            ended = time.monotonic()
            if start <= began and ended <= start + seconds:
                took.append(ended - began)


def _round(connection: "psycopg.Connection[Any]", steps: Sequence[Step]) -> None:
    fresh: dict[str, str] = {}
    ids: dict[int, int] = {}
    for number, step in enumerate(steps):
        cursor = connection.execute(step.sql, [_value(p, fresh, ids) for p in step.params] or None)
        if cursor.description is None:
            continue
        rows = cursor.fetchall()
        if rows and "RETURNING" in step.sql:
            ids[number] = rows[0][0]


def _value(param: Any, fresh: dict[str, str], ids: dict[int, int]) -> Any:
    if isinstance(param, Fresh):
        if param.name not in fresh:
            fresh[param.name] = "".join(secrets.choice(ALPHABET) for _ in range(param.length))
        return fresh[param.name]
    if isinstance(param, list):
        return [_value(one, fresh, ids) for one in param]
    return ids[param.by] if isinstance(param, Returned) else param
