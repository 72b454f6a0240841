"""nginx with nchan for the tests: Debian's own, before a server of ours in a thread.

Found, or said to be missing; in CI a missing one is a failure.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from kentongan.config.nchan.conf import MODULE, Site

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin")


@dataclass(frozen=True)
class Front:
    """Where nginx answers people, and where it takes what they are told."""

    port: int
    publish: str


@contextmanager
def nchan(application: Any) -> Iterator[Front]:
    """Run nginx before an ASGI application until the test is over."""
    if NGINX is None or not Path(MODULE).exists():
        if os.environ.get("CI"):
            pytest.fail("nginx with nchan is missing; CI installs it")
        pytest.skip("nginx with nchan is missing: `apt-get install nginx-light libnginx-mod-nchan`")
    port, publish, behind = (_free() for _ in range(3))
    folder = Path(tempfile.mkdtemp(prefix="kentongan-nginx-"))
    folder.chmod(0o755)  # its workers are somebody else where we are root
    site = Site(
        f"127.0.0.1:{port}", f"127.0.0.1:{publish}", f"http://127.0.0.1:{behind}", f"{folder}/cache"
    )
    (folder / "nginx.conf").write_text(site.alone(str(folder)))
    line = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with _served(application, behind):
        running = subprocess.Popen(line, stderr=subprocess.DEVNULL)
        try:
            _wait_for(publish)
            yield Front(port, f"http://127.0.0.1:{publish}")
        finally:
            running.terminate()
            running.wait(10)
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _served(application: Any, port: int) -> Iterator[None]:
    import uvicorn

    server = uvicorn.Server(uvicorn.Config(application, port=port, log_level="error"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    _wait_for(port)
    try:
        yield
    finally:
        server.should_exit = True
        thread.join(10)


def _free() -> int:
    with socket.create_server(("127.0.0.1", 0)) as held:
        return int(held.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise RuntimeError(f"nothing listens on {port}")
