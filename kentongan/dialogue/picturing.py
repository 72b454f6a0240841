"""Pictures that hang on a message: cleaned before any row is held, for that takes a while."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from io import BytesIO
from typing import Any, BinaryIO

from kentongan.intake import photo_files
from kentongan.intake.messages import InboundMessage
from kentongan.intake.photo_faults import NoRoomForPhotos, PhotoRefused
from kentongan.intake.photographing import CleanPhoto, clean

Fetch = Callable[[str, str], BinaryIO]
"""Brings an attachment from a provider, by channel and the provider's id.

:raises OSError: if it is not to be had now
"""
PICTURES = ("image/", "application/octet-stream")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pictures:
    """What became of a message's attachments: photos, and notes about those that are none."""

    photos: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()


def pictures_of(message: InboundMessage, fetch: Fetch | None) -> Pictures:
    """Clean what hangs on a message; what is no photo leaves a note, and no other harm.

    :raises NoRoomForPhotos: if the disk is full: the message is then tried again
    """
    photos: list[Row] = []
    notes: dict[str, None] = {}
    for row in message.media:
        try:
            file = _open(message, row, fetch)
            photos.append(as_row(clean(file)))
        except NoRoomForPhotos:
            raise
        except PhotoRefused:  # by its content: what it calls itself is not asked
            notes["photo_unusable"] = None
        except OSError:
            notes["photo_missing"] = None
    return Pictures(tuple(photos), tuple(notes))


def _open(message: InboundMessage, row: Row, fetch: Fetch | None) -> BinaryIO:
    if row.get("file"):
        return BytesIO((photo_files.folder() / row["file"]).read_bytes())
    if row.get("id") and not row.get("fault") and fetch is not None:
        return fetch(message.channel, row["id"])
    if row.get("fault"):
        raise PhotoRefused
    raise FileNotFoundError


def as_row(photo: CleanPhoto) -> Row:
    """Return a photo as a draft keeps it: without the place and time of its maker."""
    kept = asdict(photo)
    return {name: kept[name] for name in _KEPT}


def of_row(row: Row) -> CleanPhoto:
    """Return the photo that a draft keeps."""
    return CleanPhoto(**row)


_KEPT = tuple(f.name for f in fields(CleanPhoto) if f.name not in {"point", "taken_at"})
