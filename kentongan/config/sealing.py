"""The private keys that seal the cities' journals: one file a city, made once, read by us only.

They lie beside the data, not in the database: whoever can change rows cannot sign them anew.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from kentongan.journal.sealing import seal_next
from kentongan.toolbox.schemas import current


def folder() -> Path:
    """Where the keys lie: `KENTONGAN_SEALING_KEYS`, or `sealing-keys` in the data folder."""
    from kentongan.config.cli import data_folder

    given = os.environ.get("KENTONGAN_SEALING_KEYS")
    return Path(given).expanduser() if given else data_folder() / "sealing-keys"


def key_of(schema: str) -> Ed25519PrivateKey:
    """Return a city's key; the first process to ask makes it.

    :raises TypeError: if the file holds another kind of key
    """
    kept = folder() / f"{schema}.pem"
    if not kept.exists():
        _make(kept)
    key = load_pem_private_key(kept.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{kept} holds no Ed25519 key")
    return key


def seal_up(*, is_full: bool = True) -> int:
    """Seal what waits in the current city; returns how many seals were made."""
    key, made = key_of(current().schema_name), 0
    while seal_next(key, at=datetime.now(UTC), is_full=is_full):
        made += 1
    return made


def _make(kept: Path) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = Ed25519PrivateKey.generate()
    pem = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    half = kept.with_suffix(f".{os.getpid()}")
    half.touch(mode=0o600)
    half.write_bytes(pem)
    try:
        os.link(half, kept)  # whole or not at all, and never over one that is there
    except FileExistsError:
        pass
    finally:
        half.unlink()
