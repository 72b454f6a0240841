"""Addresses of static files that change when the file does, so browsers may keep them for ever."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

STATIC = Path(__file__).parent / "static"


def static(path: str) -> str:
    """The address of a static file with ``?v=`` and the start of its content's hash.

    A file that is not built yet keeps its plain address: a page without its style sheet still
    says what it has to say.
    """
    file = STATIC / path
    try:
        changed = file.stat().st_mtime_ns
    except FileNotFoundError:
        return f"{settings.STATIC_URL}{path}"
    return f"{settings.STATIC_URL}{path}?v={_hash(file, changed)}"


@lru_cache(maxsize=512)
def _hash(file: Path, changed: int) -> str:
    # `changed` is part of the key: a rebuilt bundle gets a new address without a restart.
    return sha256(file.read_bytes()).hexdigest()[:10]
