"""A cheap phone on a slow line: weight on the wire, first paint, a form that can be filled in.

Part of `bench/run.py`; also `python bench/phone.py ADDRESS [--write]` beside a running city
(`./run demo`), for the whole table. Chromium, its network throttled by the devtools; first loads
with nothing cached, no service worker; median of 3.
"""

import argparse
import gzip
import http.client
import json
import shutil
import statistics
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from bench.standing import Bench, Figure

PAGES = ("/lapor/", "/lapor/ponsel/id/")
RUNS = 3
BEGIN, END = "<!-- phone: python bench/phone.py ADDRESS --write -->", "<!-- end of phone -->"
PERFORMANCE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
TIMES = """() => new Promise((done) => {
  const look = () => {
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    const [page] = performance.getEntriesByType("navigation");
    if (paint && page.loadEventEnd) done([paint.startTime, page.domInteractive, page.loadEventEnd]);
    else setTimeout(look, 100);
  };
  look();
})"""


class Wire(NamedTuple):
    """What a line carries each way in bytes a second, and how long there and back in ms."""

    name: str
    speed: int
    delay: int


WIRES = (Wire("2G (EDGE)", 35_000, 800), Wire("bad 2G (GPRS)", 6_000, 1_000))


class Load(NamedTuple):
    """One load: bytes on the wire, then milliseconds until each."""

    weight: int
    paint: float
    form: float
    scripts: float


def measure(bench: "Bench") -> "Iterator[Figure]":
    """The form's first load and what a later one fetches, on the better of the slow lines."""
    from bench.standing import Figure

    city, (wire, _) = f"http://{bench.server.host}:{bench.server.port}", WIRES
    with _chromium() as browser:
        first, card = (_middle(_first(browser, city, page, wire)) for page in PAGES)
        later = _middle(_later(browser, city, wire))
    kept, worker = _kept(city)
    yield Figure("phone.first", first.weight / 1000, f"{first.weight / 1000:.1f} kB")
    yield Figure("phone.installed", card.weight / 1000, f"{card.weight / 1000:.1f} kB")
    yield Figure("phone.kept", (kept + worker) / 1000, f"{(kept + worker) / 1000:.1f} kB")
    yield Figure("phone.later", later.weight / 1000, f"{later.weight / 1000:.1f} kB")
    ready = f"{first.form / 1000:.1f} s, with its scripts {first.scripts / 1000:.1f} s"
    yield Figure("phone.usable", first.form / 1000, ready)


def main() -> int:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("city", metavar="ADDRESS", help="http://CITY.localhost:PORT")
    parser.add_argument("--write", action="store_true", help="into docs/performance.md")
    options = parser.parse_args()
    text = "\n".join(_table(options.city))
    print(text)
    if options.write:
        before, _, rest = PERFORMANCE.read_text("utf-8").partition(BEGIN)
        after = rest.partition(END)[2]
        PERFORMANCE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}", "utf-8")
    return 0


def _table(city: str) -> Iterator[str]:
    yield "| page | line | on the wire | first paint | form usable | scripts ready |"
    yield "|---|---|---|---|---|---|"
    with _chromium() as browser:
        for wire in WIRES:
            for page in PAGES:
                yield _line(f"`{page}`, first load", wire, _first(browser, city, page, wire))
        for wire in WIRES:
            yield _line("`/lapor/ponsel/id/`, later loads", wire, _later(browser, city, wire))
    kept, worker = _kept(city)
    yield (
        f"\nBehind the page the service worker fetches {worker / 1000:.1f} kB of itself and "
        f"{kept / 1000:.1f} kB that it keeps beside the page's own files.\n"
    )


@contextmanager
def _chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        try:
            yield browser
        finally:
            browser.close()


def _middle(loads: list[Load]) -> Load:
    return Load(*(statistics.median(each) for each in zip(*loads, strict=True)))


def _line(what: str, wire: Wire, loads: list[Load]) -> str:
    middle = _middle(loads)
    times = " | ".join(f"{each / 1000:.1f} s" for each in middle[1:])
    line = f"{wire.name}, {wire.speed / 1000:.0f} kB/s, {wire.delay} ms"
    return f"| {what} | {line} | {middle.weight / 1000:.1f} kB | {times} |"


def _first(browser: Any, city: str, path: str, wire: Wire) -> list[Load]:
    loads = []
    for _ in range(RUNS):
        context = browser.new_context(
            viewport={"width": 360, "height": 740}, service_workers="block"
        )
        loads.append(_load(context.new_page(), city, path, wire))
        context.close()
    return loads


def _later(browser: Any, city: str, wire: Wire) -> list[Load]:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{city}{PAGES[1]}")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    loads = [_load(context.new_page(), city, PAGES[1], wire) for _ in range(RUNS)]
    context.close()
    return loads


def _load(page: Any, city: str, path: str, wire: Wire) -> Load:
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    line = {"downloadThroughput": wire.speed, "uploadThroughput": wire.speed / 2}
    devtools.send(
        "Network.emulateNetworkConditions", {"offline": False, "latency": wire.delay, **line}
    )
    sizes: list[float] = []
    devtools.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(f"{city}{path}", timeout=120_000)
    paint, read, scripts = page.evaluate(TIMES)
    return Load(int(sum(sizes)), paint, max(paint, read), scripts)


def _kept(city: str) -> tuple[int, int]:
    """Bytes of what is kept beyond the page's own files, and of the worker."""
    body, worker = _get(city, "/sw.js")
    kept = json.loads(body.partition(b"=")[2].partition(b";\n")[0])["kept"]
    page, _ = _get(city, PAGES[1])
    loaded = [each["url"] for each in kept if each["url"].encode() in page]
    others = [each["url"] for each in kept if each["url"] not in loaded and _is_new(each["url"])]
    return sum(_get(city, url)[1] for url in others), worker


def _is_new(url: str) -> bool:
    """Whether no page has it in the browser's cache: chunks and the letter come with the page."""
    return not url.endswith(".woff2") and "chunk-" not in url


def _get(city: str, path: str) -> tuple[bytes, int]:
    """Return a body and how many bytes it was on the wire."""
    host = city.removeprefix("http://")
    line = http.client.HTTPConnection("127.0.0.1", int(host.rpartition(":")[2]))
    asked = {"Host": host, "Accept-Encoding": "gzip"}
    line.request("GET", path, headers=asked)
    answer = line.getresponse()
    body = answer.read()
    line.close()
    is_packed = answer.headers.get("Content-Encoding") == "gzip"
    return gzip.decompress(body) if is_packed else body, len(body)


if __name__ == "__main__":
    sys.exit(main())
