"""How the server starts, survives and stops."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.config.serving_ground import Running, eventually, free_port, start, stop


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    running = start(free_port(), tmp_path / "traces")
    assert running.process.stdout
    assert running.process.stdout.readline() == "ready\n"
    running.traces.touch()
    yield running
    if running.process.poll() is None:
        stop(running)


def test_open_streams_do_not_keep_it_from_stopping(server: Running) -> None:
    streams = [server.connect("/stream") for _ in range(300)]
    for stream in streams:
        assert b"200 OK" in stream.recv(4096)
    assert stop(server) < 5
    assert server.process.returncode == 0
    assert server.traces.read_text().count("stream ended") == 300


def test_a_page_in_progress_is_finished_before_it_stops(server: Running) -> None:
    asking = server.connect("/slow")
    eventually(lambda: False, within=0.3)
    assert stop(server) < 5
    answer = b""
    while piece := asking.recv(4096):
        answer += piece
    assert b"slept" in answer


def test_a_reader_who_does_not_read_does_not_keep_it_from_stopping(server: Running) -> None:
    stalled = server.connect("/rows")
    stalled.recv(1000)
    assert stop(server) < 10


def test_a_killed_worker_is_replaced(server: Running) -> None:
    before = {worker.pid for worker in server.workers()}
    victim = min(before)
    os.kill(victim, signal.SIGKILL)
    assert eventually(lambda: len({w.pid for w in server.workers()} - {victim}) == 2)
    assert {server.get("/").json()["pid"] for _ in range(30)}.isdisjoint({victim})


def test_who_takes_the_place_of_a_dead_worker_has_nothing_left_to_import() -> None:
    asked = (
        "import sys; from kentongan.config.serving.starting import _load; _load(); "
        "print([name in sys.modules for name in "
        "('kentongan.workdesk.urls', 'kentongan.wall.views', 'kentongan.wall.streaming')])"
    )
    line = [sys.executable, "-c", asked]
    environment = os.environ | {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    done = subprocess.run(line, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "[True, True, True]\n"


def test_workers_do_not_outlive_a_killed_supervisor(server: Running) -> None:
    workers = server.workers()
    server.process.kill()
    server.process.communicate()
    assert eventually(lambda: not any(worker.is_running() for worker in workers))


def test_a_port_in_use_is_said_in_a_sentence(server: Running, tmp_path: Path) -> None:
    second = start(server.port, tmp_path / "other")
    _, said = second.process.communicate(timeout=20)
    assert second.process.returncode == 1
    assert said.startswith(f"Port {server.port} on 127.0.0.1 is already in use.")
