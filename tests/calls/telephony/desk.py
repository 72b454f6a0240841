"""A desk: the handset's real page in Chromium, whose microphone plays one tone."""

import math
import struct
import threading
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kentongan.face import gallery
from kentongan.people.models import User
from tests.browsers import chromium

STATIC_PARENT = Path(gallery.__file__).parent
RATE = 48_000
TALKING = [
    "--use-fake-ui-for-media-stream",
    "--autoplay-policy=no-user-gesture-required",
    "--allow-loopback-in-peer-connection",
]
HEARS = """async (tone) => {
  const sound = new AudioContext();
  const ear = new AnalyserNode(sound, { fftSize: 4096 });
  sound.createMediaStreamSource(document.querySelector("audio").srcObject).connect(ear);
  await new Promise((done) => setTimeout(done, 400));
  const powers = new Float32Array(ear.frequencyBinCount);
  ear.getFloatFrequencyData(powers);
  const loudest = powers.indexOf(Math.max(...powers));
  await sound.close();
  const heard = loudest * sound.sampleRate / ear.fftSize;
  return Math.abs(heard - tone) < 30 && powers[loudest] > -60;
}"""
"""Whether the loudest of what the page plays is this tone."""


class Desk:
    """One handset."""

    def __init__(self, page: Any) -> None:
        self._page = page

    def stands_at(self, state: str) -> None:
        """Wait until the handset says so."""
        self._page.wait_for_selector(f'[data-handset][data-state="{state}"]', timeout=20_000)

    def press(self, key: str) -> None:
        """Press a key."""
        self._page.keyboard.press(key)

    def shows(self) -> str:
        """Return the number it shows."""
        return str(self._page.inner_text("[data-number]"))

    def hears(self, tone: float) -> bool:
        """Whether this tone comes out of it."""
        return bool(self._page.evaluate(HEARS, tone))


@contextmanager
def desk(draw: Callable[[], tuple[str, str]], folder: Path, *, tone: float) -> Iterator[Desk]:
    """Open the handset; `draw` returns the page and its policy."""
    microphone = folder / "microphone.wav"
    speak_into(microphone, tone)
    html, policy = draw()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Page, html, policy))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    more = [*TALKING, f"--use-file-for-fake-audio-capture={microphone}"]
    with chromium(*more) as browser:
        page = browser.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        yield Desk(page)
        page.close(run_before_unload=False)
    server.shutdown()
    assert faults == []


def handset_of(user: User) -> tuple[str, str]:
    """Return the handset's page as our own view draws it, with its policy."""
    client = Client(SERVER_NAME="contoh.localhost")
    client.force_login(user)
    answer = client.get(reverse("workdesk:handset"))
    assert answer.status_code == 200
    return answer.content.decode(), answer.headers["Content-Security-Policy"]


class Page(SimpleHTTPRequestHandler):
    """The page at `/`, with its policy, and the built assets."""

    def __init__(self, html: str, policy: str, *args: Any) -> None:
        self._html, self._policy = html, policy
        super().__init__(*args, directory=str(STATIC_PARENT))

    def do_GET(self) -> None:
        if self.path != "/":
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Security-Policy", self._policy)
        self.end_headers()
        self.wfile.write(self._html.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def speak_into(path: Path, tone: float) -> None:
    """Write one second of a tone, which Chromium's microphone plays again and again."""
    turn = math.tau * tone / RATE
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        samples = (int(12_000 * math.sin(turn * n)) for n in range(RATE))
        sound.writeframes(b"".join(struct.pack("<h", sample) for sample in samples))


def need_assets() -> None:
    """Skip where nothing is built."""
    if not (STATIC_PARENT / "static" / "built" / "workdesk" / "handset.js").exists():
        pytest.skip("the assets are not built: run `./run build` first")
