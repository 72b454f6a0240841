"""Addresses of static files that change when the file does, so browsers may keep them for ever."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage

OWN = Path(__file__).parent / "static"


def static(path: str) -> str:
    """The address of a static file with ``?v=`` and the start of its content's hash."""
    address: str = staticfiles_storage.url(path)
    if isinstance(staticfiles_storage, ManifestFilesMixin):
        return address
    file = _find(path)
    if file is None:
        return address
    return f"{address}?v={_hash(file, file.stat().st_mtime_ns)}"


@lru_cache(maxsize=512)
def _find(path: str) -> Path | None:
    own = OWN / path
    if own.is_file():
        return own
    found = finders.find(path)
    return Path(found) if isinstance(found, str) else None


@lru_cache(maxsize=512)
def _hash(file: Path, changed: int) -> str:
    # `changed` is part of the key: a rebuilt bundle gets a new address without a restart.
    return sha256(file.read_bytes()).hexdigest()[:10]
