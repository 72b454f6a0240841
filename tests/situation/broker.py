"""Mosquitto for the tests: a real broker that can die and come back with what it held.

Found, or said to be missing; in CI a missing one is a failure.
"""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from paho.mqtt import client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

MOSQUITTO = shutil.which("mosquitto", path="/usr/sbin:/usr/local/sbin:/usr/bin")
CONF = """
listener {port} 127.0.0.1
persistence true
persistence_location {folder}/
allow_anonymous {anonymous}
{more}
"""


@dataclass
class Mosquitto:
    """A broker on a port of its own."""

    folder: Path
    port: int
    running: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"mqtt://127.0.0.1:{self.port}"

    def start(self) -> None:
        assert MOSQUITTO
        log = (self.folder / "log").open("ab")
        line = [MOSQUITTO, "-c", str(self.folder / "conf")]
        self.running = subprocess.Popen(line, stdout=log, stderr=log)
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.02)
            else:
                return
        raise RuntimeError("Mosquitto did not start")

    def die(self) -> None:
        """Stop it; what it holds for those away is written to its folder."""
        assert self.running
        self.running.terminate()
        self.running.wait(10)

    def publish(self, topic: str, *payloads: str, retain: bool = False, user: str = "") -> None:
        """Publish as a gauge does, and wait until the broker has it."""
        line = mqtt.Client(CallbackAPIVersion.VERSION2)
        if user:
            line.username_pw_set(*user.split(":"))
        line.connect("127.0.0.1", self.port)
        line.loop_start()
        for payload in payloads:
            line.publish(topic, payload, qos=1, retain=retain).wait_for_publish(10)
        line.disconnect()
        line.loop_stop()


@contextmanager
def mosquitto(folder: Path, *, more: str = "", anonymous: bool = True) -> Iterator[Mosquitto]:
    """Run Mosquitto until the test is over."""
    if MOSQUITTO is None:
        if os.environ.get("CI"):
            pytest.fail("Mosquitto is missing; CI installs it")
        pytest.skip("Mosquitto is missing: `apt-get install mosquitto` runs these tests")
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = int(held.getsockname()[1])
    conf = CONF.format(port=port, folder=folder, more=more, anonymous=str(anonymous).lower())
    if os.geteuid() == 0:
        conf += "user root\n"
    (folder / "conf").write_text(conf)
    found = Mosquitto(folder, port)
    found.start()
    try:
        yield found
    finally:
        found.die()
