"""The default way out of every channel: a folder of files, for trying out and for a relay that
picks up. E-mails are .eml; messages to a telephone are .txt, with the number above the words.

A file has the name of its letter, so a repeat takes the place of the first.
"""

import os
import re
from pathlib import Path

from kentongan.mailroom.dialling import dialled
from kentongan.mailroom.enveloping import envelop
from kentongan.mailroom.parcels import Away, Parcel


class OutboxFolder:
    """Writes each letter into a folder that only its owner may read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def deliver(self, parcel: Parcel) -> str:
        """Write the file whole or not at all."""
        content, name = _content(parcel), _named(parcel.key, parcel.channel)
        try:
            self._write(name, content)
        except OSError as fault:
            raise Away(f"the outbox cannot be written: {fault.strerror}") from fault
        return name

    def close(self) -> None:
        """Nothing is kept open."""

    def forget(self, key: str) -> None:
        """Take the letter's file away, whatever its channel."""
        for channel in ("email", "sms"):
            (self._folder / _named(key, channel)).unlink(missing_ok=True)

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


def _content(parcel: Parcel) -> bytes:
    if parcel.channel == "email":
        return envelop(parcel).as_bytes()
    to = parcel.to if parcel.channel == "telegram" else dialled(parcel.to)
    head = {"To": to, "Channel": parcel.channel, "Key": parcel.key}
    lines = (f"{name}: {value}" for name, value in head.items())
    return "\n".join([*lines, "", parcel.short, ""]).encode()


def _named(key: str, channel: str) -> str:
    return re.sub(r"[^A-Za-z0-9.@-]", "_", key) + (".eml" if channel == "email" else ".txt")
