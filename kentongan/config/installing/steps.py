"""One step of an installation: done once, done again only when what it read has changed."""

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

LINES_SHOWN = 30  # of the output of a step that failed


class StepFailed(Exception):
    """A step failed; the text says which, what it said, and what to do."""


@dataclass(frozen=True)
class Step:
    """What to do, what it depends on, and what to try if it fails."""

    name: str
    inputs: tuple[Path, ...]  # files, or folders with all that is in them
    outputs: tuple[Path, ...]  # if one of them is missing, the step is done again
    act: Callable[[], None]


def ensure(root: Path, step: Step) -> None:
    """Do a step unless its stamp says that it was done with the same inputs, in this folder."""
    stamp = root / ".venv" / "stamps" / step.name.replace(" ", "-")
    digest = _digest(root, step.inputs)
    done = stamp.is_file() and stamp.read_text() == digest
    if done and all(output.exists() for output in step.outputs):
        return
    began = time.monotonic()
    print(f"  {step.name} ...", end="", flush=True)
    try:
        step.act()
    except BaseException:
        print(" failed", flush=True)
        raise
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest)
    print(f" {time.monotonic() - began:.1f} s", flush=True)


def call(command: Sequence[str | Path], *, root: Path, remedy: str) -> None:
    """Run a program quietly.

    :raises StepFailed: with the end of what it said, and the remedy
    """
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words, cwd=root, env=surroundings(root), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
    except OSError as fault:
        raise StepFailed(f"{words[0]} could not be started: {fault}\n{remedy}") from fault
    if done.returncode:
        said = "\n".join(done.stdout.splitlines()[-LINES_SHOWN:])
        raise StepFailed(f"This failed: {' '.join(words)}\n\n{said}\n\n{remedy}")


def surroundings(root: Path) -> dict[str, str]:
    """Give the environment for programs of .venv: its own first, no other Python's settings."""
    strangers = {"PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__"}
    kept = {name: value for name, value in os.environ.items() if name not in strangers}
    return kept | {"PATH": f"{root / '.venv/bin'}{os.pathsep}{os.environ.get('PATH', '')}"}


def _digest(root: Path, inputs: Iterable[Path]) -> str:
    digest = hashlib.sha256(f"{root}\n{sys.version_info[:2]}\n".encode())
    for path in inputs:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                digest.update(f"{file.relative_to(root)}\n".encode())
                digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
