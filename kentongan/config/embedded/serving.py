"""Make, start and stop the server of one data folder."""

import shutil
import time
from pathlib import Path

import psutil
import psycopg
from psycopg import sql

from kentongan.config.embedded.faults import EmbeddedFault
from kentongan.config.embedded.folders import NAME, Folders
from kentongan.config.embedded.running import advice, binaries, give_to_server, owners, run
from kentongan.config.embedded.tuning import settings_file

INCLUDE = "include 'kentongan.conf'\n"
PATIENCE = 600  # seconds; recovery after a power cut reads gigabytes of log
STOPPING = 60  # seconds


def bring_up(folders: Folders, *, durable: bool) -> None:
    """Make the cluster if there is none, start it if it does not run, wait until it answers.

    :raises EmbeddedFault: if it does not come up; the text holds the end of its log
    """
    if not _answers(folders):
        folders.make_socket_folder(owners=owners())
        if not folders.cluster.exists():
            _initialise(folders)
        give_to_server(folders, folders.cluster)
        _refuse_other_version(folders)
        _forget_dead_postmaster(folders.cluster)
        _start(folders, durable=durable)
    _ensure_database(folders)


def stop(folders: Folders) -> None:
    """Stop the server; open transactions are rolled back."""
    ended = run(
        "pg_ctl", "stop", "-D", folders.cluster, "-m", "fast", "-t", str(STOPPING),
        timeout=STOPPING + 10,
    )  # fmt: skip
    if ended.returncode and postmaster(folders.cluster) is not None:
        raise EmbeddedFault(f"The embedded PostgreSQL did not stop: {ended.stdout.strip()}")


def postmaster(cluster: Path) -> psutil.Process | None:
    """Find the living server of a cluster by the note it left there."""
    try:
        process = psutil.Process(int((cluster / "postmaster.pid").read_text().split("\n")[0]))
        return process if process.name().startswith("postgres") else None
    except (OSError, ValueError, psutil.Error):
        return None


def _answers(folders: Folders) -> bool:
    """Tell whether the server takes connections; if it is still recovering, wait for it."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            psycopg.connect(folders.url_of("postgres"), connect_timeout=10).close()
        except psycopg.OperationalError:
            if postmaster(folders.cluster) is None:
                return False
            time.sleep(0.2)
        else:
            return True
    raise EmbeddedFault(f"The embedded PostgreSQL runs but does not answer. See {folders.log}")


def _initialise(folders: Folders) -> None:
    shutil.rmtree(folders.half_made, ignore_errors=True)
    folders.half_made.mkdir(mode=0o700)
    give_to_server(folders, folders.half_made)
    # Sorting by code point is the same on every machine; a system's own locale changes under us.
    made = run(
        "initdb", "-D", folders.half_made, f"--username={NAME}", "--auth=trust", "--encoding=UTF8",
        "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C",
        "--no-instructions", timeout=PATIENCE,
    )  # fmt: skip
    if made.returncode:
        said = f"{made.stdout.strip()}\n{advice()}"
        raise EmbeddedFault(f"PostgreSQL could not make {folders.cluster}:\n{said}")
    with (folders.half_made / "postgresql.conf").open("a") as conf:
        conf.write(INCLUDE)
    folders.half_made.rename(folders.cluster)


def _refuse_other_version(folders: Folders) -> None:
    found = (folders.cluster / "PG_VERSION").read_text().strip()
    shipped = run("postgres", "--version", timeout=60).stdout.split()[-1]
    if found != shipped.split(".")[0]:
        raise EmbeddedFault(
            f"{folders.cluster} was made by PostgreSQL {found}, but {shipped} is installed. "
            "Dump it with the old release and load it with this one (docs/operations.md)."
        )


def _forget_dead_postmaster(cluster: Path) -> None:
    """Remove the note of a server that died, where its number now belongs to another program.

    PostgreSQL clears the note itself if the number is free, but refuses to start if it is not.
    """
    note = cluster / "postmaster.pid"
    if not note.exists() or postmaster(cluster) is not None:
        return
    number = note.read_text().split("\n")[0].strip()
    if number.isdigit() and psutil.pid_exists(int(number)) and not _backends_of(cluster):
        note.unlink()


def _backends_of(cluster: Path) -> list[psutil.Process]:
    processes = psutil.process_iter(["name", "cwd"])
    return [p for p in processes if p.info["cwd"] == str(cluster)]


def _start(folders: Folders, *, durable: bool) -> None:
    conf = folders.cluster / "kentongan.conf"
    conf.write_text(settings_file(folders.socket, durable=durable))
    conf.chmod(0o644)  # its folder is closed; a server that is a stranger to us must read it
    began = run(
        "pg_ctl", "start", "-w", "-t", str(PATIENCE), "-D", folders.cluster, "-l", folders.log,
        timeout=PATIENCE + 10,
    )  # fmt: skip
    if began.returncode:
        log = folders.log.read_text(errors="replace") if folders.log.exists() else began.stdout
        raise EmbeddedFault(
            f"The embedded PostgreSQL ({binaries()}) did not start. The end of {folders.log}:\n"
            + "\n".join([*log.splitlines()[-8:], advice()])
        )


def _ensure_database(folders: Folders) -> None:
    with psycopg.connect(folders.url_of("postgres"), autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME])
        if found.fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))
