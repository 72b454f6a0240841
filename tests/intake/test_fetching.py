"""Attachments are fetched from the provider by name, bounded, and believed by content alone."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from threading import Thread

import pytest
from django.conf import LazySettings
from PIL import Image

from kentongan.config.fetching import fetching
from kentongan.dialogue.picturing import pictures_of
from kentongan.dialogue.working import work_next
from kentongan.intake.attaching import LARGEST, Attachment
from kentongan.intake.fetching import Fetching
from kentongan.intake.hearing import Heard, hear
from kentongan.intake.messages import InboundMessage, Medium
from kentongan.intake.photo_faults import PhotoTooBig
from tests.conftest import moment

pytestmark = pytest.mark.usefixtures("city")
NOW = moment("2026-03-13 09:00")


@dataclass
class Shelf:
    """A provider's files by path; `faults` are statuses given first."""

    port: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    faults: list[int] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)


class Asked(BaseHTTPRequestHandler):
    """One call; `shelf` is set below it."""

    shelf: Shelf

    def do_GET(self) -> None:
        self.shelf.asked.append((self.path, self.headers.get("Authorization", "")))
        found = self.shelf.files.get(self.path)
        status = self.shelf.faults.pop(0) if self.shelf.faults else 200 if found else 404
        self.send_response(status)
        self.end_headers()
        self.wfile.write(found or b"")

    def log_message(self, *told: object) -> None:
        """Say nothing."""


@pytest.fixture
def shelf() -> Iterator[Shelf]:
    kept = Shelf()
    listening = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Asked,), {"shelf": kept}))
    kept.port = listening.server_address[1]
    thread = Thread(target=listening.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield kept
    listening.shutdown()
    listening.server_close()
    thread.join()


@pytest.fixture
def fetch(shelf: Shelf, settings: LazySettings) -> Fetching:
    settings.WHATSAPP = f"http://:token@127.0.0.1:{shelf.port}/v21.0/123?secret=x"
    settings.TELEGRAM = f"http://123:abc@127.0.0.1:{shelf.port}?secret=x"
    return fetching()


def photo() -> bytes:
    file = BytesIO()
    Image.new("RGB", (64, 48), "teal").save(file, "JPEG")
    return file.getvalue()


def lay(shelf: Shelf, content: bytes, **more: object) -> None:
    """Lay a file on the shelf as both providers do."""
    url = f"http://127.0.0.1:{shelf.port}/berkas?mid=1"
    told = {"url": url, "mime_type": "image/jpeg", "file_size": len(content), **more}
    found = {"file_id": "besar", "file_path": "photos/file 0.jpg", "file_size": len(content)}
    shelf.files = {
        "/v21.0/besar": json.dumps(told).encode(),
        "/berkas?mid=1": content,
        "/bot123:abc/getFile?file_id=besar": json.dumps({"ok": True, "result": found}).encode(),
        "/file/bot123:abc/photos/file%200.jpg": content,
    }


BOTH = pytest.mark.parametrize("channel", [Medium.WHATSAPP, Medium.TELEGRAM])


@BOTH
def test_a_file_is_fetched_by_its_name(channel: Medium, shelf: Shelf, fetch: Fetching) -> None:
    lay(shelf, photo())
    assert fetch(channel, "besar").read() == photo()
    token = "Bearer token" if channel == Medium.WHATSAPP else ""
    assert {said for _, said in shelf.asked} == {token}


@BOTH
def test_what_is_larger_than_any_photo_is_not_brought(
    channel: Medium, shelf: Shelf, fetch: Fetching
) -> None:
    lay(shelf, b"x" * (LARGEST + 1))
    with pytest.raises(PhotoTooBig):
        fetch(channel, "besar")
    assert len(shelf.asked) == 1


def test_a_provider_that_tells_a_wrong_size_is_not_listened_to_longer(
    shelf: Shelf, fetch: Fetching
) -> None:
    lay(shelf, b"x" * (LARGEST + 1), file_size=100)
    with pytest.raises(PhotoTooBig):
        fetch(Medium.WHATSAPP, "besar")


@BOTH
def test_a_moment_of_weakness_is_waited_for_a_refusal_is_not(
    channel: Medium, shelf: Shelf, fetch: Fetching
) -> None:
    lay(shelf, photo())
    shelf.faults = [503, 429]
    assert fetch(channel, "besar").read() == photo()
    shelf.asked.clear()
    with pytest.raises(FileNotFoundError):
        fetch(channel, "lain")
    assert len(shelf.asked) == 1
    shelf.faults = [503] * 3
    with pytest.raises(OSError, match="503"):
        fetch(channel, "besar")


@pytest.mark.parametrize(
    "url",
    ["http://10.0.0.1/secret", "https://evil.invalid/x", "https://fbsbx.com.evil.invalid/x", "x"],
)
def test_our_token_goes_to_the_provider_alone(url: str, shelf: Shelf, fetch: Fetching) -> None:
    lay(shelf, photo(), url=url)
    with pytest.raises(FileNotFoundError):
        fetch(Medium.WHATSAPP, "besar")
    assert len(shelf.asked) == 1


@pytest.mark.parametrize("told", [b"", b"[]", b"{", b'{"ok": true, "result": 7}', b"{}"])
@BOTH
def test_nonsense_from_a_provider_is_no_file(
    channel: Medium, told: bytes, shelf: Shelf, fetch: Fetching
) -> None:
    shelf.files = dict.fromkeys(("/v21.0/besar", "/bot123:abc/getFile?file_id=besar"), told)
    with pytest.raises(OSError):  # noqa: PT011 - a file that is not to be had, whatever the reason
        fetch(channel, "besar")


def test_a_channel_without_a_provider_has_no_files(settings: LazySettings) -> None:
    settings.WHATSAPP = settings.TELEGRAM = ""
    with pytest.raises(FileNotFoundError):
        fetching()(Medium.WHATSAPP, "besar")


def heard(kind: str = "image/jpeg") -> InboundMessage:
    media = [Attachment(type=kind, id="besar")]
    told = Heard(Medium.TELEGRAM, "1", "77001", text="Lampu jalan mati", media=media)
    return hear(told, at=NOW)


def test_a_photo_comes_along_when_the_message_is_worked(shelf: Shelf, fetch: Fetching) -> None:
    lay(shelf, photo())
    row = heard()
    assert len(pictures_of(row, fetch).photos) == 1
    assert work_next(at=NOW, fetch=fetch)
    row.refresh_from_db()
    assert row.worked_at == NOW


def test_what_lies_about_its_type_is_seen_by_its_content(shelf: Shelf, fetch: Fetching) -> None:
    lay(shelf, b"MZ this is a program, not a photo" * 10)
    found = pictures_of(heard(), fetch)
    assert (found.photos, found.notes) == ((), ("photo_unusable",))


def test_a_photo_that_is_gone_loses_no_words(shelf: Shelf, fetch: Fetching) -> None:
    row = heard()
    assert work_next(at=NOW, fetch=fetch)
    row.refresh_from_db()
    assert row.worked_at == NOW
