"""Static files: read once, kept in memory with their compressed form, told apart by an ETag."""

import asyncio
import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path

from kentongan.config.serving.shapes import Headers, Receive, Scope, Send, say, say_plainly

FINGERPRINTED = re.compile(r"[.-]([0-9A-Z]{8}|[0-9a-f]{8,32})\.\w+$")
COMPRESSIBLE = re.compile(r"text/|json|javascript|xml|svg|wasm|font/ttf")
mimetypes.add_type("text/javascript", ".mjs")
mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("application/manifest+json", ".webmanifest")


@dataclass(frozen=True)
class Kept:
    """One file as it is sent."""

    changed: int
    body: bytes
    compressed: bytes | None
    headers: Headers
    etag: bytes


class Files:
    """The files below one folder, under one prefix."""

    def __init__(self, folder: Path, prefix: str = "/static/") -> None:
        self.prefix = prefix
        self._folder = folder.resolve()
        self._kept: dict[Path, Kept] = {}

    async def __call__(self, scope: Scope, _receive: Receive, send: Send) -> None:
        """Send a file, or say that there is none."""
        if scope["method"] not in {"GET", "HEAD"}:
            await say_plainly(send, 405, "Files can only be read.", (b"allow", b"GET, HEAD"))
            return
        path = self._locate(scope["path"])
        if path is None:
            await say_plainly(send, 404, "There is no such file.")
            return
        changed = path.stat().st_mtime_ns
        kept = self._kept.get(path)
        if kept is None or kept.changed != changed:
            kept = self._kept[path] = await asyncio.to_thread(_keep, path, changed)
        await _send(kept, dict(scope["headers"]), send)

    def _locate(self, asked: str) -> Path | None:
        if "\0" in asked:
            return None
        path = (self._folder / asked.removeprefix(self.prefix)).resolve()
        inside = path.is_relative_to(self._folder)
        return path if inside and path.is_file() else None


def _keep(path: Path, changed: int) -> Kept:
    body = path.read_bytes()
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    compressed = gzip.compress(body, 6) if COMPRESSIBLE.search(kind) else None
    if compressed is not None and len(compressed) > len(body) * 0.9:
        compressed = None
    etag = b'W/"%s"' % hashlib.sha256(body).hexdigest()[:16].encode()
    # A name with a fingerprint never changes its content; any other is asked for again.
    lasting = b"public, max-age=31536000, immutable"
    cache = lasting if FINGERPRINTED.search(path.name) else b"public, max-age=300"
    headers = [
        (b"content-type", kind.encode() + (b"; charset=utf-8" if kind[:5] == "text/" else b"")),
        (b"cache-control", cache),
        (b"etag", etag),
        (b"vary", b"accept-encoding"),
        (b"x-content-type-options", b"nosniff"),
    ]
    return Kept(changed, body, compressed, headers, etag)


async def _send(kept: Kept, asked: dict[bytes, bytes], send: Send) -> None:
    if kept.etag in asked.get(b"if-none-match", b""):
        await say(send, 304, kept.headers)
        return
    body, headers = kept.body, kept.headers
    if kept.compressed is not None and b"gzip" in asked.get(b"accept-encoding", b""):
        body, headers = kept.compressed, [*headers, (b"content-encoding", b"gzip")]
    await say(send, 200, [*headers, (b"content-length", str(len(body)).encode())], body)
