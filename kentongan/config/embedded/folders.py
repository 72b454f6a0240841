"""Where the embedded server keeps what, below one data folder."""

import hashlib
import os
import tempfile
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from urllib.parse import quote

from kentongan.config.embedded.faults import EmbeddedFault

LONGEST_SOCKET_FOLDER = 90  # characters; a socket's whole path may have about 104
NAME = "kentongan"  # of the database and of its owner


@dataclass(frozen=True)
class Folders:
    """The paths below one data folder."""

    data: Path
    socket: Path

    @classmethod
    def under(cls, data: Path) -> Self:
        """Name the paths of a data folder; creates nothing."""
        data = data.expanduser().resolve()
        socket = data / "socket"
        if len(os.fsencode(socket)) > LONGEST_SOCKET_FOLDER:
            digest = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
            socket = Path(tempfile.gettempdir()).resolve() / f"kentongan-{os.geteuid()}-{digest}"
        return cls(data, socket)

    @property
    def cluster(self) -> Path:
        """What PostgreSQL calls its data directory."""
        return self.data / "postgres"

    @property
    def half_made(self) -> Path:
        """Where a cluster is made, so that an interrupted making is never taken for a cluster."""
        return self.data / "postgres.new"

    @property
    def log(self) -> Path:
        return self.data / "postgres.log"

    @property
    def users_lock(self) -> Path:
        return self.data / "users.lock"

    @property
    def start_lock(self) -> Path:
        return self.data / "start.lock"

    @property
    def url(self) -> str:
        return self.url_of(NAME)

    def url_of(self, database: str) -> str:
        """Give the address of one database of this server."""
        return f"postgresql://{NAME}@/{database}?host={quote(str(self.socket), safe='/')}"

    def make(self) -> None:
        """Create the data folder, closed to everybody else.

        :raises EmbeddedFault: if it cannot be made
        """
        try:
            self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as fault:
            raise EmbeddedFault(
                f"The data folder {self.data} cannot be made: {fault.strerror}. "
                "Name another with --data."
            ) from fault

    def make_socket_folder(self, *, owners: Collection[int]) -> None:
        """Create the socket's folder; it must be ours alone, because the socket asks no password.

        ``owners`` are the users, by number, whom it may belong to: us, and whom the server runs as.

        :raises EmbeddedFault: if somebody else made it first
        """
        self.socket.mkdir(mode=0o700, exist_ok=True)
        found = self.socket.lstat()
        if self.socket.is_symlink() or found.st_uid not in owners:
            raise EmbeddedFault(
                f"{self.socket} belongs to somebody else. Choose a data folder with a shorter path."
            )
        self.socket.chmod(0o700)
