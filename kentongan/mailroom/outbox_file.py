"""The default way out: a folder of .eml files, for trying out and for a relay that picks up.

A file has the name of its letter, so a repeat takes the place of the first.
"""

import os
import re
from pathlib import Path

from kentongan.mailroom.enveloping import envelop
from kentongan.mailroom.parcels import Away, Parcel


class OutboxFolder:
    """Writes each letter into a folder that only its owner may read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def deliver(self, parcel: Parcel) -> str:
        """Write the file whole or not at all."""
        content = envelop(parcel).as_bytes()
        name = re.sub(r"[^A-Za-z0-9.@-]", "_", parcel.key) + ".eml"
        try:
            self._write(name, content)
        except OSError as fault:
            raise Away(f"the outbox cannot be written: {fault.strerror}") from fault
        return name

    def close(self) -> None:
        """Nothing is kept open."""

    def _write(self, name: str, content: bytes) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = self._folder / f".{name}.{os.getpid()}"
        try:
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._folder / name)
        except OSError:
            draft.unlink(missing_ok=True)
            raise
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
