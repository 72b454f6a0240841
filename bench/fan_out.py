"""What do a thousand readers of the public map cost: Django's own stream, or nginx with nchan?

    python bench/fan_out.py --data FOLDER --city SLUG --readers 1000 --reports 100

The city must be there already (`kentongan demo --data FOLDER` founds some). One server process, one
nginx, one `nchan post`; the readers are plain sockets in this process. Prints the processor's
seconds that each way took, all its processes together, for the same reports made public.
"""

import argparse
import asyncio
import contextlib
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psutil

from kentongan.config.nchan.conf import Site

STARTER = "from kentongan.config.cli import main; raise SystemExit(main())"
WRITER = Path(__file__).resolve().parent / "map_writing.py"
LINGER = 3.0
"""Seconds of rest before a measurement."""
LONGEST = 30.0
"""Seconds for what is still on its way when the last report is public."""
Running = subprocess.Popen[str]


class Readers:
    """Browsers that look at the map."""

    def __init__(self, port: int, host: str, expected: int) -> None:
        self._port, self._host, self._awaited = port, host, expected
        self.heard = self.open = 0
        self.all_open, self._told = asyncio.Event(), asyncio.Event()

    async def read(self) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        head = (
            f"GET /peta/aliran HTTP/1.1\r\nHost: {self._host}\r\nAccept: text/event-stream\r\n\r\n"
        )
        writer.write(head.encode())
        is_open = b" 200 " in await reader.readline()
        self.open += is_open  # not in one: what stands left is read before the wait
        if self.open == self._awaited:
            self.all_open.set()
        async for line in reader:
            if line.startswith(b"data: "):
                self.heard += 1
                self._told.set()

    async def until(self, heard: int) -> None:
        """Wait until so much has been heard by all together, or for as long as one may."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LONGEST):
                while self.heard < heard:
                    self._told.clear()
                    await self._told.wait()


async def measure(options: argparse.Namespace, port: int, parts: Sequence[Running],
                  writer: Running) -> tuple[float, float]:  # fmt: skip
    """Return the processor's seconds of all parts, and the share of what was delivered."""
    assert writer.stdin
    assert writer.stdout
    readers = Readers(port, f"{options.city}.localhost", options.readers)
    tasks = [asyncio.create_task(readers.read()) for _ in range(options.readers)]
    await readers.all_open.wait()
    await asyncio.sleep(LINGER)
    before, heard = _seconds(parts), readers.heard
    writer.stdin.write("go\n")
    writer.stdin.flush()
    await asyncio.to_thread(writer.stdout.readline)
    await readers.until(heard + options.readers * options.reports)
    took = _seconds(parts) - before
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.to_thread(writer.stdout.readline)  # ready for the next round
    return took, (readers.heard - heard) / (options.readers * options.reports)


def _seconds(parts: Sequence[Running]) -> float:
    found = [psutil.Process(part.pid) for part in parts]
    times = [one.cpu_times() for top in found for one in (top, *top.children(recursive=True))]
    return sum(each.user + each.system for each in times)


@contextmanager
def started(*line: str, environment: dict[str, str], says: str = "") -> Iterator[Running]:
    """Run a part until the end."""
    part = subprocess.Popen(line, stdin=-1, stdout=-1, text=True, env=environment)
    try:
        assert part.stdout
        while says and says not in (said := part.stdout.readline()):
            if not said:
                raise SystemExit(f"{line[0]} ended before it began; see above.")
        yield part
    finally:
        part.terminate()
        part.wait(20)


def compare(options: argparse.Namespace) -> None:
    port, front, publish = (options.port + more for more in range(3))
    environment = os.environ | {
        "KENTONGAN_NCHAN": f"http://127.0.0.1:{publish}",
        "PYTHONPATH": str(WRITER.parent.parent),
    }
    command = (sys.executable, "-c", STARTER, "--data", str(options.data))
    asked = (str(options.data), options.city, str(options.reports), str(options.rate))
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        Path(folder).chmod(0o755)
        site = Site(f"127.0.0.1:{front}", f"127.0.0.1:{publish}", f"http://127.0.0.1:{port}",
                    f"{folder}/cache")  # fmt: skip
        conf = Path(folder) / "nginx.conf"
        conf.write_text(site.alone(folder))

        def start(*line: str, says: str = "") -> Running:
            return stack.enter_context(started(*line, environment=environment, says=says))

        server = start(*command, "serve", "--port", str(port), "--workers", "1", says="answers at")
        nginx = start(options.nginx, "-p", folder, "-c", str(conf))
        poster = start(*command, "nchan", "post")
        writer = start(sys.executable, str(WRITER), *asked, says="ready")
        own = asyncio.run(measure(options, port, [server], writer))
        over = asyncio.run(measure(options, front, [server, nginx, poster], writer))
    for name, (took, share) in (("Django", own), ("nginx with nchan", over)):
        print(f"{name:18} {took:7.2f} s of processor, {share:.0%} delivered")
    print(f"{'':18} {own[0] / max(over[0], 0.01):7.1f} times as much")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--city", required=True)
    parser.add_argument("--port", type=int, default=8260, help="and the two after it")
    parser.add_argument("--readers", type=int, default=1000)
    parser.add_argument("--reports", type=int, default=100)
    parser.add_argument("--rate", type=float, default=5.0, help="reports a second")
    parser.add_argument("--nginx", default="/usr/sbin/nginx")
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65536), hard))
    compare(parser.parse_args())


if __name__ == "__main__":
    main()
