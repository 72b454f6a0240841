"""The PostgreSQL we bring along: started by the first process that needs it, stopped by the last.

It listens on a socket only, in a folder only its owner may enter; so no password is needed and
none can be guessed. Whoever sets ``DATABASE_URL`` never comes here.
"""

from pathlib import Path

from kentongan.config.embedded import serving, sharing
from kentongan.config.embedded.faults import EmbeddedFault
from kentongan.config.embedded.folders import Folders

__all__ = ["EmbeddedFault", "ensure_running", "leave", "start_for_tests"]


def ensure_running(data: Path, *, durable: bool = True) -> str:
    """Start or join the server of a data folder and give its database address.

    The process counts as a user of the folder until it ends (or calls :func:`leave`). With
    ``durable=False`` a power cut may ruin the folder: only for data that can be thrown away.

    :raises EmbeddedFault: with a sentence for the operator, if no server can run here
    """
    folders = Folders.under(data)
    sharing.join(folders, on_last_leaving=serving.stop)
    try:
        with sharing.starting(folders):
            serving.bring_up(folders, durable=durable)
    except BaseException:
        sharing.leave(folders)
        raise
    return folders.url


def start_for_tests(folder: Path) -> str:
    """Start a throw-away server without the waits that make data survive a power cut."""
    return ensure_running(folder, durable=False)


def leave(data: Path) -> None:
    """Stop being a user of the folder now; the last one out stops the server."""
    sharing.leave(Folders.under(data))
