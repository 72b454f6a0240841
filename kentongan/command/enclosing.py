"""Enclosing pictures, PDFs and voice notes: judged by their content, never by their name.

Pictures are written anew as photos are; of the others the bytes are kept as they came, and handed
out only to those who may see the directive.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

from django.utils.translation import gettext_lazy as _

from kentongan.command.models import Directive, Enclosure, Step
from kentongan.intake import photo_files
from kentongan.intake.photographing import clean
from kentongan.toolbox.refusals import Unprocessable
from kentongan.toolbox.words import tidy

LARGEST = 10 * 2**20
"""Bytes of one file; of a voice note that is some forty minutes."""
MOST = 5
SOUNDS: tuple[tuple[bytes, int, str, str], ...] = (
    (b"\x1aE\xdf\xa3", 0, "audio/webm", "webm"),
    (b"OggS", 0, "audio/ogg", "ogg"),
    (b"ftyp", 4, "audio/mp4", "m4a"),
    (b"WAVE", 8, "audio/wav", "wav"),
    (b"#!AMR", 0, "audio/amr", "amr"),
    (b"ID3", 0, "audio/mpeg", "mp3"),
    (b"\xff\xfb", 0, "audio/mpeg", "mp3"),
    (b"\xff\xf3", 0, "audio/mpeg", "mp3"),
    (b"\xff\xf1", 0, "audio/aac", "aac"),
    (b"\xff\xf9", 0, "audio/aac", "aac"),
)
"""How recordings begin: the bytes, where, and what they then are."""
PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF", b"GIF8")
HEIC = (b"heic", b"heix", b"mif1", b"hevc")


class NotAnEnclosure(Unprocessable):
    code = "not_an_enclosure"
    sentence = _("Only pictures, PDFs and voice notes can be enclosed.")


class EnclosureTooBig(Unprocessable):
    code = "enclosure_too_big"
    sentence = _("A file may have at most 10 MB.")


class TooManyEnclosures(Unprocessable):
    code = "too_many_enclosures"
    sentence = _("At most five files can be enclosed.")


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that has been looked at and kept."""

    kind: str
    file: str
    digest: str
    type: str
    name: str
    size: int


def keep(data: bytes, name: str = "") -> Kept:
    """Look at a file and keep it.

    :raises EnclosureTooBig: beyond `LARGEST`
    :raises NotAnEnclosure: if it is none of the kinds
    :raises PhotoRefused: if it is a picture that cannot be used
    """
    if len(data) > LARGEST:
        raise EnclosureTooBig(field="files")
    called = tidy(name[-240:], longest=480)[-120:]
    found = _sound_or_document(data)
    if found is None:
        return _picture(data, called)
    kind, type_, ending = found
    digest = sha256(data).hexdigest()
    path = f"command/{digest[:2]}/{digest}.{ending}"
    photo_files.write(path, data)
    return Kept(kind, path, digest, type_, called, len(data))


def enclose(files: Sequence[Kept], directive: Directive, step: Step | None = None) -> None:
    """Hang files that were kept on a directive, or on one of its steps (one statement).

    :raises TooManyEnclosures: beyond `MOST`
    """
    once = {each.digest: each for each in files}
    if len(once) > MOST:
        raise TooManyEnclosures(field="files")
    Enclosure.objects.bulk_create(
        Enclosure(
            directive=directive,
            step=step,
            kind=each.kind,
            file=each.file,
            digest=each.digest,
            type=each.type,
            name=each.name,
            size=each.size,
        )
        for each in once.values()
    )


def _sound_or_document(data: bytes) -> tuple[str, str, str] | None:
    if data.startswith(b"%PDF-"):
        return Enclosure.Kind.DOCUMENT, "application/pdf", "pdf"
    if data[8:12] in HEIC:
        return None
    for begins, offset, type_, ending in SOUNDS:
        if data[offset : offset + len(begins)] == begins:
            return Enclosure.Kind.VOICE, type_, ending
    return None


def _picture(data: bytes, name: str) -> Kept:
    is_picture = data.startswith(PICTURES) or data[8:12] in HEIC
    if not is_picture:
        raise NotAnEnclosure(field="files")
    photo = clean(BytesIO(data))
    size = len(data)
    return Kept(Enclosure.Kind.PICTURE, photo.file, photo.digest, "image/jpeg", name, size)
