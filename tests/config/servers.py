"""Look at an embedded server from outside, and be one more process that uses it."""

import subprocess
import sys
from pathlib import Path

import psycopg

from kentongan.config.embedded import serving
from kentongan.config.embedded.folders import Folders

USER_OF_THE_FOLDER = """
import sys
from pathlib import Path
from kentongan.config import embedded
embedded.start_for_tests(Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.read()
"""


def another_user(data: Path) -> "subprocess.Popen[str]":
    """Start another process that uses the folder until its input ends."""
    return subprocess.Popen(
        [sys.executable, "-c", USER_OF_THE_FOLDER, str(data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def ask(url: str, question: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(question.encode()).fetchone()
    assert row is not None
    return row[0]


def runs(data: Path) -> bool:
    return serving.postmaster(Folders.under(data).cluster) is not None


def wait_for(process: "subprocess.Popen[str]") -> None:
    """Wait until the process uses the folder."""
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
