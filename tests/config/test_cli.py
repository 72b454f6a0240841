"""The command ``kentongan`` finds its commands, says what is wrong and leaves nothing running."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.config.servers import runs

KENTONGAN = Path(sys.executable).with_name("kentongan")
WAITING = "import sys; print('ready', flush=True); sys.stdin.read()"


def environment(**more: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return kept | more


def test_help_names_every_command_without_starting_anything(tmp_path: Path) -> None:
    data = str(tmp_path / "data")
    told = subprocess.run(
        [KENTONGAN, "--data", data, "--help"], capture_output=True, text=True, check=True
    )
    assert "messages" in told.stdout
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(("sign", "status"), [(signal.SIGTERM, 128 + 15), (signal.SIGINT, 128 + 2)])
def test_a_stopped_command_stops_its_database(data: Path, sign: int, status: int) -> None:
    command = [KENTONGAN, "--data", data, "django", "shell", "-v0", "-c", WAITING]
    process = subprocess.Popen(
        command,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    assert runs(data)
    process.send_signal(sign)
    process.communicate(timeout=60)
    assert process.returncode == status
    assert not runs(data)


def test_a_named_database_wins_over_the_embedded_one(tmp_path: Path) -> None:
    data = tmp_path / "data"
    told = subprocess.run(
        [KENTONGAN, "--data", data, "django", "check"],
        env=environment(DATABASE_URL="postgresql://127.0.0.1:9/kota"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert "The database cannot be reached" in told.stderr
    assert "Traceback" not in told.stderr
    assert not (data / "postgres").exists()
