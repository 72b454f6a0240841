"""Kannel for the tests: its three programs, a network that is played by its own `fakesmsc`.

Found, or said to be missing; in CI a missing one is a failure.
"""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote_plus

import pytest

BEARERBOX, SMSBOX = (
    shutil.which(name, path="/usr/sbin:/usr/bin") for name in ("bearerbox", "smsbox")
)
FAKESMSC = Path("/usr/lib/kannel/test/fakesmsc")
GOT = re.compile(r"Got message \d+: <(\S+) (\S+) (\S+) (.*?)>\s*$", re.MULTILINE | re.DOTALL)
PART = re.compile(r"%05%00%03%\w\w%(?P<count>\w\w)%(?P<number>\w\w) data (?P<text>.*)", re.DOTALL)
"""A message's part: whose it is, of how many, the which; its text is written as in an address."""
CITY = "8181"
CONF = """
group = core
admin-port = {admin}
admin-password = rahasia
admin-allow-ip = "127.0.0.1"
smsbox-port = {boxes}
box-allow-ip = "127.0.0.1"

group = smsc
smsc = fake
smsc-id = jaringan
port = {network}
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = {sendsms}
sendsms-interface = 127.0.0.1
http-request-retry = 20
http-queue-delay = 1

group = sendsms-user
username = kota
password = rahasia
concatenation = true
max-messages = 10
user-allow-ip = "127.0.0.1"

group = sms-service
keyword = default
catch-all = true
max-messages = 0
get-url = "{door}?kunci={secret}&id=%I&dari=%q&ke=%P&waktu=%T&teks=%b&coding=%c&charset=%C&udh=%u"
"""


@dataclass
class Network:
    """A telephone network with Kannel behind it; `address` is where we hand messages in."""

    ports: dict[str, int]
    folder: Path
    phones: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _since: int = 0

    @property
    def address(self) -> str:
        return f"http://kota:rahasia@127.0.0.1:{self.ports['sendsms']}/cgi-bin/sendsms?from={CITY}"

    def send(self, sender: str, text: str, *, header: bytes = b"") -> None:
        """A telephone sends a message, or a part of one; there is one at a time in this network."""
        self.hang_up()
        kind = f"udh-text {_escaped(header)}" if header else "text"
        said = f"{sender} {CITY} {kind} {text}"
        log = (self.folder / "phone.log").open("ab")
        self._since = log.tell()
        line = [str(FAKESMSC), "-H", "127.0.0.1", "-r", str(self.ports["network"]), "-m", "1", said]
        self.phones.append(subprocess.Popen(line, stdout=log, stderr=log))

    def wait_until_sent(self) -> None:
        """Wait until the telephone has handed its message over."""
        for _ in range(200):
            if b"sent message 1" in (self.folder / "phone.log").read_bytes()[self._since :]:
                time.sleep(0.1)
                return
            time.sleep(0.02)
        raise RuntimeError("the message never left the telephone")

    def got(self) -> list[str]:
        """What telephones have received so far; parts joined as they do once all have come."""
        log = self.folder / "phone.log"
        told = log.read_text(errors="replace") if log.exists() else ""
        whole: list[str] = []
        parts: list[str] = []
        for _from, _to, _kind, words in GOT.findall(told):
            part = PART.match(words)
            parts.append(unquote_plus(part["text"]) if part else words)
            if not part or part["count"] == part["number"]:
                whole.append("".join(parts))
                parts = []
        return whole

    def hang_up(self) -> None:
        for phone in self.phones:
            phone.terminate()
            phone.wait()
        self.phones.clear()


@contextmanager
def kannel(folder: Path, *, door: str, secret: str) -> Iterator[Network]:
    """Run Kannel, which tells `door` of every message, until the test is over."""
    if not (BEARERBOX and SMSBOX and FAKESMSC.exists()):
        if os.environ.get("CI"):
            pytest.fail("Kannel is missing; CI installs it")
        pytest.skip("Kannel is missing: `apt-get install kannel kannel-extras` runs these tests")
    ports = dict(zip(("admin", "boxes", "network", "sendsms"), _free(4), strict=True))
    conf = folder / "kannel.conf"
    conf.write_text(CONF.format(door=door, secret=secret, **ports))
    log = (folder / "kannel.log").open("wb")
    network, running = Network(ports, folder), []
    try:
        for program, port in ((BEARERBOX, "boxes"), (SMSBOX, "sendsms")):
            line = [program, "-v", "1", str(conf)]
            running.append(subprocess.Popen(line, cwd=folder, stdout=log, stderr=log))
            _wait_for(ports[port])
        yield network
    finally:
        network.hang_up()
        for program in reversed(running):
            program.terminate()
        for program in running:
            _end(program)


def _end(program: subprocess.Popen[bytes]) -> None:
    try:
        program.wait(5)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()


def _escaped(data: bytes) -> str:
    return "".join(f"%{byte:02x}" for byte in data)


def _free(count: int) -> list[int]:
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [int(each.getsockname()[1]) for each in held]
    for each in held:
        each.close()
    return ports


def _wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"nothing listens on {port}")
