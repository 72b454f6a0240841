"""SIPp as the telephones out there: callers, and the one in the hunt group."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.calls.telephony.exchange import Exchange, free_ports

SCENARIOS = Path(__file__).parent / "scenarios"
CALLER = "+6281234567890"
SECONDS_AT_MOST = 30


class Phone:
    """One telephone that does one thing."""

    def __init__(self, process: "subprocess.Popen[bytes]", log: Path) -> None:
        self._process = process
        self._log = log

    @property
    def is_done(self) -> bool:
        return self._process.poll() is not None

    def was_told_where_to_speak(self) -> int | None:
        """Return the port that the answer named for the media, once it came."""
        said = self._log.with_suffix(".said")
        named = (
            re.findall(r"^m=audio (\d+)", said.read_text(), re.MULTILINE) if said.exists() else []
        )
        return int(named[-1]) if len(named) > 1 else None

    def must_have_gone_well(self) -> None:
        """Wait for the end; fail with what the telephone says against it."""
        came_to = self._process.wait(SECONDS_AT_MOST)
        faults = self._log.read_text() if self._log.exists() else ""
        assert came_to == 0, faults


@contextmanager
def calling(here: Exchange, does: str, *, ear: int, milliseconds: int = 0) -> Iterator[Phone]:
    """Somebody rings the city up and does what a scenario says."""
    to = [f"127.0.0.1:{here.sip}", "-s", "112"]
    with _sipp(here, does, [*to, "-d", str(milliseconds)], free_ports(1)[0], ear) as phone:
        yield phone


@contextmanager
def hunt_phone(here: Exchange, *, ear: int) -> Iterator[Phone]:
    """Somebody sits at the telephone of the hunt group and takes one call."""
    with _sipp(here, "answers", [], here.hunt, ear) as phone:
        yield phone


@contextmanager
def _sipp(here: Exchange, does: str, more: list[str], port: int, ear: int) -> Iterator[Phone]:
    log = here.folder / f"{does}-{port}.log"
    command = ["sipp", *more, "-sf", str(SCENARIOS / f"{does}.xml"), "-m", "1", "-nostdin"]
    command += ["-i", "127.0.0.1", "-p", str(port), "-set", "ear", str(ear)]
    command += ["-set", "number", CALLER, "-trace_err", "-error_file", str(log)]
    command += ["-trace_msg", "-message_file", str(log.with_suffix(".said"))]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield Phone(process, log)
    finally:
        process.kill()
        process.wait(10)
