"""How long from a commit to a thousand open browsers? Everything on one machine, loopback only.

    python bench/wall_fanout.py --data FOLDER --city SLUG --streams 1000 --reports 100

The city must be there already (`kentongan demo --data FOLDER` founds some). A real server is
started; the streams are plain sockets in this process, the reports are taken in by another
process that notes when each transaction was committed. Prints percentiles over all deliveries.
"""

import argparse
import asyncio
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

PER_SECOND = 5.0
WRITER = Path(__file__).resolve().parent / "wall_writing.py"
START_WITHIN = 90.0
"""Seconds for the server, the process that writes and all streams."""
LINGER = 3.0
"""Seconds for what is still on its way when the last report is in."""


class Counter:
    """Notes when each report reached each stream."""

    def __init__(self, expected: int) -> None:
        self.arrived: list[tuple[str, float]] = []
        self.open = 0
        self.expected = expected
        self.all_open = asyncio.Event()
        self.lost = 0

    async def follow(self, port: int, host: str, cookie: str) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        head = f"GET /wall/stream HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n"
        writer.write(head.encode())
        try:
            async for line in reader:
                if line.startswith(b"event: hello"):
                    self._opened()
                elif line.startswith(b"data: ") and b'"arrival":true' in line:
                    self._note(line, time.time())
        finally:
            self.lost += 1
            writer.close()

    def _opened(self) -> None:
        self.open += 1
        if self.open == self.expected:
            self.all_open.set()

    def _note(self, line: bytes, now: float) -> None:
        reference = json.loads(line[6:])["url"].rpartition("=")[2]
        self.arrived.append((reference, now))


async def measure(options: argparse.Namespace, port: int) -> None:
    """Measure, and end with a sentence if a part does not do its own in time."""
    counter = Counter(options.streams)
    writer = await asyncio.to_thread(start_writer, options)
    longest = START_WITHIN + LINGER + 3 * options.reports / options.rate
    try:
        async with asyncio.timeout(longest):
            lines = await fan_out(options, port, counter, writer)
    except TimeoutError:
        raise SystemExit(
            f"Not done in {longest:.0f} s: {counter.open} of {options.streams} streams opened, "
            f"{counter.lost} of them ended, {len(counter.arrived)} deliveries."
        ) from None
    finally:
        writer.kill()  # also frees the thread that reads from it
    if len(lines) < options.reports:
        raise SystemExit(
            f"Only {len(lines)} of {options.reports} reports were handed in; see above."
        )
    report(counter, dict(json.loads(line) for line in lines), options)


async def fan_out(
    options: argparse.Namespace, port: int, counter: Counter, writer: "subprocess.Popen[str]"
) -> list[str]:
    """Open the streams, let reports be handed in, return what was told of each."""
    assert writer.stdin
    assert writer.stdout
    token = (await asyncio.to_thread(writer.stdout.readline)).strip()
    if not token:
        raise SystemExit("The process that hands in reports ended before it began; see above.")
    host = f"{options.city}.localhost"
    cookie = await asyncio.to_thread(hand_over, port, host, token)
    began = time.time()
    streams = [
        asyncio.create_task(counter.follow(port, host, cookie)) for _ in range(options.streams)
    ]
    try:
        await counter.all_open.wait()
        print(f"{options.streams} streams open after {time.time() - began:.1f} s")
        await asyncio.sleep(2)
        writer.stdin.write("go\n")
        writer.stdin.flush()
        lines = await asyncio.to_thread(writer.stdout.readlines)
        await asyncio.sleep(LINGER)
    finally:
        for stream in streams:
            stream.cancel()
    return lines


def start_writer(options: argparse.Namespace) -> "subprocess.Popen[str]":
    asked = (options.data, options.city, options.reports, options.rate)
    return subprocess.Popen(
        [sys.executable, str(WRITER), *map(str, asked)],
        env=os.environ | {"PYTHONPATH": str(WRITER.parent.parent)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def hand_over(port: int, host: str, token: str) -> str:
    import http.client

    talk = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    talk.request("GET", f"/wall/?perangkat={token}", headers={"Host": host})
    return str(talk.getresponse().headers["Set-Cookie"]).partition(";")[0]


def report(counter: Counter, committed: dict[str, float], options: argparse.Namespace) -> None:
    waits = sorted(at - committed[name] for name, at in counter.arrived if name in committed)
    expected = len(committed) * options.streams
    print(
        f"{len(committed)} reports, {len(waits)} of {expected} deliveries, {counter.lost} dropped"
    )
    for share in (0.5, 0.95, 0.99, 1.0):
        at = waits[min(len(waits) - 1, int(share * len(waits)))]
        print(f"  p{share * 100:<5.3g} {at * 1000:7.0f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--city", required=True)
    parser.add_argument("--port", type=int, default=8250)
    parser.add_argument("--streams", type=int, default=1000)
    parser.add_argument("--reports", type=int, default=100)
    parser.add_argument("--rate", type=float, default=PER_SECOND, help="reports a second")
    options = parser.parse_args()
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 65536), hard))
    server = subprocess.Popen(
        [sys.executable, "-c", "from kentongan.config.cli import main; raise SystemExit(main())",
         "--data", str(options.data), "serve", "--port", str(options.port)],
        stdout=subprocess.PIPE, text=True, env=dict(os.environ),
    )  # fmt: skip
    try:
        assert server.stdout
        if not server.stdout.readline():
            raise SystemExit("The server ended before it began; see above.")
        asyncio.run(measure(options, options.port))
    finally:
        server.terminate()
        server.wait(20)


if __name__ == "__main__":
    main()
