"""Make .venv and put the locked parts into it."""

import fcntl
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kentongan.config.installing.steps import Step, StepFailed, call, ensure

NETWORK = "Is there a network? Once it is back, the same command goes on where it stopped."


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Let one ./run at a time install and build in a folder."""
    descriptor = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def prepare(root: Path, *, developing: bool) -> None:
    """Bring .venv up to date; with ``developing`` also with what tests and checks need.

    :raises StepFailed: if something is missing or cannot be fetched
    """
    if not _usable(root):
        _make(root)
    ensure(root, installer(root))
    ensure(root, packages(root, "requirements.lock"))
    if developing:
        ensure(root, packages(root, "requirements-dev.lock"))
    ensure(root, project(root))


def packages(root: Path, lock: str) -> Step:
    """Install all parts of one lock."""
    what = {"requirements.lock": "the parts", "requirements-dev.lock": "the parts for testing"}
    return Step(
        f"Installing {what.get(lock, lock.removesuffix('.lock'))}",
        (root / lock,),
        (),
        lambda: _install(root, "--require-hashes", "-r", lock),
    )


def installer(root: Path) -> Step:
    return Step(
        "Installing the installer",
        (root / "requirements-uv.lock",),
        (root / ".venv/bin/uv",),
        lambda: call(
            [*_pip(root), "--require-hashes", "-r", "requirements-uv.lock"],
            root=root,
            remedy=NETWORK,
        ),
    )


def project(root: Path) -> Step:
    return Step(
        "Installing Kentongan itself",
        (root / "pyproject.toml",),
        (root / ".venv/bin/kentongan",),
        lambda: _install(root, "--no-build-isolation", "--no-deps", "-e", "."),
    )


def _install(root: Path, *what: str) -> None:
    python, uv = root / ".venv/bin/python", root / ".venv/bin/uv"
    try:
        call([uv, "pip", "install", "--python", python, *what], root=root, remedy="")
    except StepFailed:
        # uv is quicker, but only pip knows a mirror or certificate set up for pip.
        call([*_pip(root), *what], root=root, remedy=NETWORK)


def _pip(root: Path) -> list[str | Path]:
    return [root / ".venv/bin/python", "-m", "pip", "install", "-q", "--disable-pip-version-check"]


def _usable(root: Path) -> bool:
    """Tell whether .venv is there, of this Python, and was made in this place."""
    place = root / ".venv" / "place"
    question = "import pip, sys; print(*sys.version_info[:2])"
    try:
        answer = subprocess.run(
            [root / ".venv/bin/python", "-c", question], capture_output=True, text=True, check=False
        ).stdout.split()
    except OSError:
        return False
    same = answer == [str(number) for number in sys.version_info[:2]]
    # Programs in .venv name their Python by its full path: a folder that moved needs a new one.
    return same and place.is_file() and place.read_text() == str(root)


def _make(root: Path) -> None:
    if not importlib.util.find_spec("ensurepip"):
        version = "{}.{}".format(*sys.version_info[:2])
        raise StepFailed(
            "This Python cannot make virtual environments: its 'ensurepip' is missing.\n"
            f"On Debian and Ubuntu: sudo apt install python{version}-venv\nThen run this again."
        )
    print("Making .venv ...", flush=True)
    shutil.rmtree(root / ".venv", ignore_errors=True)
    # The Python behind a virtual environment or a version switcher, not their stand-in.
    python = getattr(sys, "_base_executable", None) or sys.executable
    remedy = "Does this Python work, and is there room on the disk?"
    call([python, "-m", "venv", root / ".venv"], root=root, remedy=remedy)
    (root / ".venv" / "place").write_text(str(root))
