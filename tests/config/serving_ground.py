"""What the tests of the server share: a real one, as its own program, on a free port."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

ROOT = Path(__file__).parents[2]


@dataclass
class Running:
    """A server to talk to."""

    process: "subprocess.Popen[str]"
    port: int
    traces: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def get(self, path: str, **particulars: object) -> httpx.Response:
        return httpx.get(self.url + path, timeout=20, **particulars)  # type: ignore[arg-type]

    def workers(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children()

    def memory(self) -> int:
        """Bytes that belong to the largest worker alone."""
        return max(worker.memory_full_info().uss for worker in self.workers())

    def connect(self, path: str, method: str = "GET", more: str = "\r\n") -> socket.socket:
        talk = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        talk.sendall(f"{method} {path} HTTP/1.1\r\nHost: x\r\n{more}".encode())
        return talk


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


def start(port: int, traces: Path, **environment: str) -> Running:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.config.serving_app", str(port), str(traces)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    return Running(process, port, traces)


def stop(running: Running) -> float:
    """Stop politely; gives the seconds it took."""
    began = time.monotonic()
    running.process.terminate()
    running.process.communicate(timeout=20)
    return time.monotonic() - began


def eventually(true: Callable[[], bool], within: float = 10.0) -> bool:
    deadline = time.monotonic() + within
    while not true():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
