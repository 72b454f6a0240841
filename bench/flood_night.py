"""The acceptance drill: a flood night in minutes, and then what became of every report.

    python bench/flood_night.py [--reports 10000 --minutes 10 --walls 1000] [--write]

A city founded from the shipped pack runs as in production: two server processes, watch, inbox,
mailroom, clock, feeds. Reports come by Open311, WhatsApp and SMS, half of them told again; gauges
rise; one source dies; one server process is killed. It exits with 1 if anything was not reached.
"""

import argparse
import asyncio
import os
import signal
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import DATA
from bench.night import storm
from bench.night.asking import Call, calls, flood_form
from bench.night.audience import Audience
from bench.night.sending import Sending, send
from bench.night.settling import settle
from bench.night.telling import Night, tell, write
from bench.night.town import SOURCES, Town, town

FLOOD = Path(__file__).resolve().parents[2] / "shared" / "data" / "flood_jabodetabek_2017"
DIES, KILLED = 0.4, 0.5
"""At which shares of the night the source dies and a server process is killed."""
SETTLE_WITHIN = 240.0
REPLACED_WITHIN = 60.0


@dataclass
class Drill:
    """The night while it happens."""

    here: Town
    seconds: float
    killed_at: float = 0.0
    replaced_after: float = 0.0

    async def hold(self, going: list[Call]) -> Sending:
        """Let it happen: reports, and beside them what goes wrong."""
        self.here.outside.began = time.monotonic()
        sending = asyncio.create_task(send(going, self.here.port, self.here.ground.host))
        await asyncio.sleep(DIES * self.seconds)
        self.here.outside.dead.add(SOURCES[1])
        await asyncio.sleep((KILLED - DIES) * self.seconds)
        await asyncio.to_thread(self._kill)
        return await sending

    def _kill(self) -> None:
        """Kill one server process as the kernel would; wait until there are two again."""
        before = self.here.servers()
        os.kill(before[0], signal.SIGKILL)
        self.killed_at = time.time()
        until = self.killed_at + REPLACED_WITHIN
        while len(set(self.here.servers()) - set(before[:1])) < len(before):
            if time.time() > until:
                raise SystemExit("Nothing took the place of the server process that was killed.")
            time.sleep(0.05)
        self.replaced_after = time.time() - self.killed_at


def main() -> int:
    """Hold the drill and print what came of it."""
    options = _options()
    seconds = 60.0 * options.minutes
    with town(options.folder, options.port, seconds) as here:
        seen = storm.real(options.data) if options.data.exists() else storm.invented()
        sent = storm.draw(options.reports, seconds, seen)
        print(f"{len(sent):,} reports in {seconds:.0f} s, {options.walls} watch", flush=True)
        form = flood_form()
        going = [call for each in sent for call in calls(each, form)]
        drill, began = Drill(here, seconds), datetime.now(UTC)
        with Audience(here, options.walls) as audience:
            sending = asyncio.run(drill.hold(going))
            print(f"sent; {sending.tries:,} calls. Waiting for what is under way …", flush=True)
            settled = settle(SETTLE_WITHIN)
            delays = audience.leave(drill.killed_at)
            used = here.processor()
        night = Night(options, here, sent, drill, began, sending, settled, delays, used)
        text, is_reached = tell(night)
    print(text)
    if options.write:
        write(text)
    return 0 if is_reached else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, default=FLOOD, help="a real flood, where there is one")
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--walls", type=int, default=1000, help="half walls, half phones")
    parser.add_argument("--port", type=int, default=8390)
    parser.add_argument("--folder", type=Path, default=DATA, help="where the founded city is kept")
    parser.add_argument("--write", action="store_true", help="into docs/performance.md")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
