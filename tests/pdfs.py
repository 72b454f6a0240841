"""Reading a printed sheet back: the words in a PDF, and the QR code in a picture of it."""

import re
import zlib
from io import BytesIO

import segno
from PIL import Image

from kentongan.face.printing import SHARPNESS

STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
SHOWN = re.compile(rb"/f(\d+) [\d.]+ Tf|/[A-Za-z]+ ?(\()|(\()|(ET)\b")
"""A font, a string that only describes, one that is shown, the end of a piece of text."""
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
Glyphs = dict[int, str]


def words_of(pdf: bytes) -> str:
    """Return the text of a PDF, as a reader that copies it would get it."""
    streams = [_inflated(found[1]) for found in STREAM.finditer(pdf)]
    fonts = [_glyphs(each) for each in streams if b"begincmap" in each]
    return "".join(_said(each, fonts) for each in streams if b" Tf" in each and b"BT" in each)


def holds_qr(picture: bytes, address: str, *, left: float, wide: float) -> bool:
    """Whether a picture holds the QR code of an address, module by module, at whatever height.

    :param left: how far from the left edge it is printed, and how `wide` with its quiet zone; mm
    """
    grey = Image.open(BytesIO(picture)).convert("L")
    rows = [list(row) for row in segno.make(address, error="m", micro=False).matrix_iter(border=2)]
    module = wide / 25.4 * SHARPNESS / len(rows)
    steps = [round((n + 0.5) * module) for n in range(len(rows))]
    side, begins = round(wide / 25.4 * SHARPNESS), round(left / 25.4 * SHARPNESS)
    pixels = grey.load()

    def is_here(across: int, top: int) -> bool:
        return all(
            (pixels[across + x, top + y] < 128) == bool(dark)  # type: ignore[index, operator]
            for y, row in zip(steps, rows, strict=True)
            for x, dark in zip(steps, row, strict=True)
        )

    tops = range(grey.height - side)
    return any(is_here(begins + off, top) for top in tops for off in (-1, 0, 1))


def _inflated(raw: bytes) -> bytes:
    try:  # its last byte may be taken for the end of a line
        return zlib.decompressobj().decompress(raw)
    except zlib.error:
        return raw


def _glyphs(table: bytes) -> Glyphs:
    pairs = re.findall(rb"^<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*$", table, re.MULTILINE)
    return {int(g, 16): bytes.fromhex(said.decode()).decode("utf-16-be") for g, said in pairs}


def _said(content: bytes, fonts: list[Glyphs]) -> str:
    words, font, at = [], fonts[0], 0
    while found := SHOWN.search(content, at):
        number, described, opened, _end = found.groups()
        at = found.end()
        if number:
            font = fonts[int(number)]
        elif described:
            _raw, at = _string(content, at)
        elif opened:
            raw, at = _string(content, at)
            pairs = zip(raw[::2], raw[1::2], strict=True)
            words += [font.get(high << 8 | low, "?") for high, low in pairs]
        else:
            words.append(" ")
    return "".join(words)


def _string(content: bytes, at: int) -> tuple[bytes, int]:
    """Return a string and where it ends; in it, brackets that match stand as they are."""
    begins, depth = at, 1
    while depth:
        sign = content[at : at + 1]
        depth += (sign == b"(") - (sign == b")")
        at += 2 if sign == b"\\" else 1
    return ESCAPE.sub(_plain, content[begins : at - 1]), at


def _plain(escape: re.Match[bytes]) -> bytes:
    said = escape[1]
    return bytes([int(said, 8)]) if said.isdigit() else NAMED.get(said, said)
