"""Kamailio with the configuration we ship, and rtpengine, on free ports of this machine."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

SHIPPED = Path(__file__).parents[3] / "telephone" / "kamailio" / "kamailio.cfg"
PROGRAMS = {"kamailio": "kamailio", "rtpengine": "rtpengine-daemon", "sipp": "sip-tester"}
SECRET = "secret-of-the-test"
FIRST_RTP = 36_000

LOCAL = """#!KAMAILIO
#!define SIP_SOCKET udp:127.0.0.1:{sip}
#!define WS_SOCKET tcp:127.0.0.1:{websocket}
#!define EVAPI "127.0.0.1:{evapi}"
#!define RTPENGINE "udp:127.0.0.1:{rtpengine}"
#!define RECORDS "flatstore:{records}"
#!define DOMAIN "contoh.localhost"
#!define SECRET "{secret}"
#!define HUNT_GROUP "sip:pos@127.0.0.1:{hunt}"
include_file "{shipped}"
"""


@dataclass
class Exchange:
    """Where everything stands."""

    sip: int
    websocket: int
    evapi: int
    rtpengine: int
    hunt: int
    folder: Path

    @property
    def records(self) -> Path:
        return self.folder / "records"


def need_programs() -> None:
    """Skip with a sentence where a part is missing; in CI that is a failure."""
    missing = [package for name, package in PROGRAMS.items() if found(name) is None]
    if not missing:
        return
    if os.environ.get("CI"):
        pytest.fail(f"{', '.join(missing)} missing; CI installs them")
    wanted = " ".join([*missing, "kamailio-extra-modules", "kamailio-websocket-modules"])
    pytest.skip(f"no telephone here: `apt-get install {wanted}` runs these tests")


def found(program: str) -> str | None:
    """Return where a program is; Kamailio stands where ordinary users do not look."""
    return shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin")


@contextmanager
def exchange(folder: Path) -> Iterator[Exchange]:
    """Run both until the end of the block."""
    ports = free_ports(5)
    here = Exchange(*ports, folder=folder)
    here.records.mkdir()
    local = folder / "local.cfg"
    places = {name: getattr(here, name) for name in ("sip", "websocket", "evapi", "rtpengine")}
    words = {"records": here.records, "secret": SECRET, "shipped": SHIPPED, "hunt": here.hunt}
    local.write_text(LOCAL.format(**places, **words))
    media = _running(_rtpengine(here), folder / "rtpengine.log")
    with media:
        eventually(lambda: _media_answers(here.rtpengine))
        with _running(_kamailio(here, local), folder / "kamailio.log"):
            eventually(lambda: _answers(here.evapi) and _answers(here.websocket))
            yield here


def eventually(true: Callable[[], object], *, within: float = 15.0) -> None:
    """Wait until something holds; a machine under load may take its time."""
    deadline = time.monotonic() + within
    while not true():
        assert time.monotonic() < deadline, "it never came true"
        time.sleep(0.05)


def free_ports(how_many: int) -> list[int]:
    """Ports that nobody uses now, neither by TCP nor by UDP."""
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(how_many)]
    ports = [int(probe.getsockname()[1]) for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def _rtpengine(here: Exchange) -> list[str]:
    return [
        "rtpengine",
        "--config-file=none",
        "--table=-1",
        "--foreground",
        "--log-stderr",
        "--interface=127.0.0.1",
        f"--listen-ng=127.0.0.1:{here.rtpengine}",
        f"--port-min={FIRST_RTP}",
        f"--port-max={FIRST_RTP + 200}",
        "--num-threads=2",
        f"--pidfile={here.folder}/rtpengine.pid",
    ]


def _kamailio(here: Exchange, local: Path) -> list[str]:
    memory = ["-m", "32", "-M", "4"]
    runtime = ["-Y", str(here.folder), "-P", str(here.folder / "kamailio.pid")]
    return [found("kamailio") or "kamailio", "-f", str(local), "-DD", "-E", *memory, *runtime]


@contextmanager
def _running(command: list[str], log: Path) -> Iterator[None]:
    with log.open("w") as told:
        process = subprocess.Popen(command, stdout=told, stderr=told)
        try:
            yield
        finally:
            process.terminate()
            process.wait(15)


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _media_answers(port: int) -> bool:
    """Whether rtpengine answers a ping; Kamailio asks it once, when it starts, and remembers."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        asking.settimeout(0.5)
        asking.connect(("127.0.0.1", port))
        try:
            asking.send(b"1 d7:command4:pinge")
            return b"pong" in asking.recv(100)
        except OSError:
            return False
