"""What hangs on a message: kept as it came, below the city's media folder, until it is worked.

Nothing here is believed: what a file is, `photographing` sees by its content, and writes anew.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from secrets import token_hex
from typing import Any

from kentongan.intake import photo_files
from kentongan.toolbox.words import tidy

LARGEST = 12 * 2**20
"""Bytes of one attachment; no provider of ours sends larger ones, and no photo is."""
MOST = 10


@dataclass(frozen=True, slots=True)
class Attachment:
    """One attachment: where it lies (`file`), or what the provider calls it (`id`).

    :param fault: why it was not kept, if so: "too_big"
    """

    name: str = ""
    type: str = ""
    size: int = 0
    file: str = ""
    id: str = ""
    digest: str = ""
    fault: str = ""


def attach(name: str, kind: str, data: bytes) -> Attachment:
    """Keep the bytes of an attachment, as they are; one that is too large leaves only its name.

    :raises NoRoomForPhotos: if the disk is full
    """
    plain = Attachment(_short(name), _short(kind), len(data))
    if len(data) > LARGEST:
        return replace(plain, fault="too_big")
    digest = sha256(data).hexdigest()
    # A name of its own: it goes with its message, though another may have sent the same.
    path = f"messages/{digest[:2]}/{token_hex(16)}"
    photo_files.write(path, data)
    return replace(plain, file=path, digest=digest)


def as_rows(media: Iterable[Attachment]) -> list[dict[str, Any]]:
    """Return attachments as a message keeps them."""
    few = list(media)[:MOST]
    return [asdict(replace(each, name=_short(each.name), type=_short(each.type))) for each in few]


def _short(said: str) -> str:
    return tidy(said[:240], longest=480)[:120]
