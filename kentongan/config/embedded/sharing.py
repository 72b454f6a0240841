"""Who uses a data folder: each process holds a shared lock, and the last one out stops the server.

The kernel drops the lock of a process that dies, however it dies; nothing has to be counted.
"""

import atexit
import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from kentongan.config.embedded.folders import Folders

_held: dict[Folders, tuple[int, int, Callable[[Folders], None]]] = {}


def join(folders: Folders, *, on_last_leaving: Callable[[Folders], None]) -> None:
    """Count this process among the folder's users; waits while another is stopping the server."""
    if folders in _held:
        return
    folders.make()
    descriptor = _open(folders.users_lock)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    _held[folders] = (descriptor, os.getpid(), on_last_leaving)
    atexit.register(leave, folders)


def leave(folders: Folders) -> None:
    """Stop being a user; stop the server too if nobody else is one."""
    held = _held.pop(folders, None)
    if held is None:
        return
    descriptor, owner, on_last_leaving = held
    try:
        # A forked child shares its parent's lock: only the parent may give it up.
        if owner == os.getpid() and _became_alone(descriptor):
            on_last_leaving(folders)
    finally:
        os.close(descriptor)


@contextmanager
def starting(folders: Folders) -> Iterator[None]:
    """Let one process at a time look whether the server runs, and start it."""
    descriptor = _open(folders.start_lock)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _open(path: os.PathLike[str]) -> int:
    return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)


def _became_alone(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
