"""The pages of the wall with much and with nothing: as few statements, and no barrier."""

import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from math import inf
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from kentongan.alarms import turning
from kentongan.toolbox import snapshots
from kentongan.wall.showing import showing
from tests.alarms.watched import levels
from tests.browsers import chromium
from tests.face.conftest import FACE
from tests.situation.sources import source
from tests.statements import statements
from tests.wall.evening import Evening, addresses, begin, hung_up

pytestmark = pytest.mark.usefixtures("city")
MOST = 16
WIDTHS = (360, 1440)
MUCH = "much"


@pytest.fixture
def evening(city: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Evening]:
    monkeypatch.setattr(turning, "FLOOD", 100)  # all alarms stand in the list
    monkeypatch.setattr(snapshots, "CHECK_EVERY", inf)  # the clock adds no statement
    showing.forget()
    with levels() as water, source() as floods:
        yield begin(tmp_path, water, floods)


def counted(screen: Client) -> dict[str, int]:
    found = {}
    for name, address in addresses().items():
        showing.forget()
        with statements() as seen:
            assert screen.get(address).status_code == 200, address
        found[name] = len(seen)
    return found


def test_every_page_takes_as_many_statements_for_much_as_for_little(evening: Evening) -> None:
    screen = hung_up()
    evening.more()
    counted(screen)  # whatever is kept in memory is now
    few = counted(screen)
    for _n in range(3):
        evening.more()
    assert counted(screen) == few
    behind = {name: few[name] for name in few if name not in {"wall", "putar"}}
    assert max(behind.values()) <= MOST, behind


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


def saved(folder: Path, screen: Client) -> list[str]:
    """Write the pages as they are now; returns their names."""
    for name, address in addresses().items():
        answer = screen.get(address)
        assert answer.status_code == 200, address
        (folder / f"{name}.html").write_bytes(answer.content)
    return list(addresses())


@pytest.mark.browser
def test_no_page_has_a_barrier_or_is_wider_than_a_phone(evening: Evening, tmp_path: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    if not (FACE / "static" / "built" / "wall").exists():
        pytest.skip("the assets are not built: run `./run build` first")
    screen, pages = hung_up(), tmp_path / "pages"
    for much in ("", MUCH):
        (pages / much).mkdir(exist_ok=True)
        saved(pages / much, screen)
        evening.more()
        showing.forget()
    os.symlink(FACE / "static", pages / "static")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(pages)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with chromium() as browser:
            assert looked_at(browser, f"http://127.0.0.1:{server.server_port}/", pages, axe) == {}
    finally:
        server.shutdown()


def looked_at(browser: Any, home: str, pages: Path, axe: Any) -> dict[str, Any]:
    """Every fault found, by page and width; what is empty is only measured."""
    faults: dict[str, Any] = {}
    page = browser.new_page()
    for path in sorted(pages.rglob("*.html")):
        page.goto(home + str(path.relative_to(pages)))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found = axe.run(page).response["violations"] if path.parent.name == MUCH else []
            told = [(one["id"], [node["html"][:90] for node in one["nodes"][:2]]) for one in found]
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                told.append(("wide", []))
            faults |= {f"{path.stem} {width}": told} if told else {}
    return faults
