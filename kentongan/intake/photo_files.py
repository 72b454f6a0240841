"""Where photos lie: `MEDIA_ROOT/<schema>/ab/cd/<digest>.jpg`, a small rendition and a staging
folder beside it.

A file is written aside, flushed to the disk and renamed, so that a name always means a whole
photo. The database refers to a photo only after that.
"""

import os
import re
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from django.conf import settings

from kentongan.intake.photo_faults import NoRoomForPhotos, PhotoGone
from kentongan.toolbox.schemas import current

STAGED_FOR = 24 * 3600
"""Seconds that a photo waits for its report."""

_DIGEST = re.compile(r"[0-9a-f]{64}")


def folder() -> Path:
    """Return the current city's media folder."""
    return Path(settings.MEDIA_ROOT, current().schema_name)


def kept(digest: str, *, small: bool = False) -> str:
    """Return the path of a kept photo, or its small rendition, below the city's folder."""
    return f"{digest[:2]}/{digest[2:4]}/{_named(digest, small)}"


def staged(digest: str, *, small: bool = False) -> str:
    """Return the path of a photo whose report has not been sent yet."""
    return f"staged/{_named(digest, small)}"


def shown(digest: str) -> str:
    """Return the path of a screened copy, apart from what nobody has screened."""
    return f"public/{digest[:2]}/{digest[2:4]}/{digest}.jpg"


def find_shown(digest: str) -> Path | None:
    """Return the file of a screened copy."""
    path = folder() / shown(digest)
    return path if _DIGEST.fullmatch(digest) and path.is_file() else None


def remove(*relatives: str) -> None:
    """Remove files for good; one that is gone already is no fault.

    :raises OSError: if the disk will not let go of one
    """
    for relative in relatives:
        (folder() / relative).unlink(missing_ok=True)


def _named(digest: str, small: bool) -> str:
    return f"{digest}{'-small' if small else ''}.jpg"


def find(digest: str, *, small: bool = False) -> Path | None:
    """Return the file of a photo, kept or staged; photos of old have no small rendition."""
    if not _DIGEST.fullmatch(digest):
        return None
    places = (folder() / kept(digest, small=small), folder() / staged(digest, small=small))
    return next((path for path in places if path.is_file()), None)


def write(relative: str, data: bytes) -> None:
    """Write a file whole or not at all.

    :raises NoRoomForPhotos: if the disk is full or cannot be written
    """
    target = folder() / relative
    aside = target.with_name(f".{token_hex(8)}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
        with aside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(target)
    except OSError as fault:
        with suppress(OSError):
            aside.unlink()
        raise NoRoomForPhotos(field="photos") from fault


def settle(digest: str) -> None:
    """Give a staged photo its lasting name; the staged one goes with the next sweep.

    :raises PhotoGone: if there is neither
    :raises NoRoomForPhotos: if the disk cannot be written
    """
    found = find(digest)
    if found is None:
        raise PhotoGone(field="photos")
    _keep(found, kept(digest))
    rendition = find(digest, small=True)
    if rendition:
        with suppress(NoRoomForPhotos):  # the photo itself then stands for it
            _keep(rendition, kept(digest, small=True))


def _keep(found: Path, relative: str) -> None:
    target = folder() / relative
    if found == target:
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o750)
        target.hardlink_to(found)
    except FileExistsError:
        return
    except OSError:
        write(relative, found.read_bytes())


def sweep(*, before: float) -> int:
    """Remove staged photos, and parts of interrupted writes, older than a moment (epoch)."""
    gone = 0
    with suppress(OSError):
        for path in (folder() / "staged").iterdir():
            if path.stat().st_mtime < before:
                path.unlink(missing_ok=True)
                gone += 1
    return gone
