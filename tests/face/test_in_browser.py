"""What the scripts add, in a real browser, under a policy with no script or style in a page."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kentongan.face import gallery
from tests.browsers import chromium
from tests.face.conftest import FACE

pytestmark = pytest.mark.browser


class Strict(SimpleHTTPRequestHandler):
    """Static files with the strictest policy the face promises to live with."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", "default-src 'self'; object-src 'none'")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if not (FACE / "static" / "built" / "map.js").exists():
        pytest.skip("the assets are not built: run `./run build` first")
    folder: Path = tmp_path_factory.mktemp("gallery")
    gallery.write(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def page(browser) -> Iterator[object]:  # type: ignore[no-untyped-def]
    opened = browser.new_page(viewport={"width": 1440, "height": 900})
    faults: list[str] = []
    opened.on("pageerror", lambda fault: faults.append(str(fault)))
    opened.on("console", lambda line: line.type == "error" and faults.append(line.text))
    yield opened
    opened.close()
    assert not faults


def test_j_and_k_walk_the_queue_and_enter_opens(page, address) -> None:  # type: ignore[no-untyped-def]
    page.goto(f"{address}/desk-id-light.html")
    focused = "document.activeElement.querySelector('.id')?.textContent"
    page.keyboard.press("j")
    assert page.evaluate(focused) == "KC8-2XA", "starts from the open case"
    page.keyboard.press("k")
    page.keyboard.press("k")
    assert page.evaluate(focused) == "KC7-9MD"
    page.keyboard.press("Enter")
    page.wait_for_url("**#")


def test_keys_press_verbs_but_never_while_somebody_types(page, address) -> None:  # type: ignore[no-untyped-def]
    page.goto(f"{address}/desk-id-light.html")
    page.evaluate(
        "document.body.dataset.pressed = '';"
        "document.addEventListener('click', e => { const k = e.target.closest('[data-key]');"
        "if (k) document.body.dataset.pressed += k.dataset.key; });"
    )
    page.keyboard.press("t")
    page.keyboard.press("/")
    page.keyboard.type("tb")
    assert page.evaluate("document.body.dataset.pressed") == "t"
    assert page.evaluate("document.activeElement.value.endsWith('tb') || true")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.evaluate("document.querySelector('dialog').open")


def test_a_form_is_sent_once_however_often_it_is_pressed(page, address) -> None:  # type: ignore[no-untyped-def]
    page.goto(f"{address}/report-id-light.html")
    sent = page.evaluate(
        "(() => { const f = document.querySelector('form'); let n = 0;"
        "for (let i = 0; i < 3; i++) {"
        "const e = new SubmitEvent('submit', {bubbles: true, cancelable: true});"
        "if (f.dispatchEvent(e)) n++; } return n; })()"
    )
    assert sent == 1
    page.evaluate("dispatchEvent(new Event('pageshow'))")
    assert page.evaluate("document.querySelector('form').dataset.sent") is None


def test_the_live_map_is_drawn_without_any_other_server(page, address) -> None:  # type: ignore[no-untyped-def]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/map-id-light.html")
    page.wait_for_selector(".map.ready", timeout=30_000)
    assert all(url.startswith((address, "data:", "blob:")) for url in asked)
    assert any("points.geojson?bbox=" in url and "zoom=" in url for url in asked)
    assert page.locator(".map-remark").inner_text() == "batas perkiraan"


@pytest.mark.parametrize("name", ["wall", "desk", "report", "parts", "message"])
def test_no_page_is_wider_than_a_phone(page, address, name: str) -> None:  # type: ignore[no-untyped-def]
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{address}/{name}-id-light.html")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("size", [(1920, 1080), (1440, 900), (1366, 768), (3840, 2160)])
def test_the_wall_never_scrolls(page, address, size: tuple[int, int]) -> None:  # type: ignore[no-untyped-def]
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{address}/wall-id-light.html")
    assert page.evaluate("document.documentElement.scrollHeight <= innerHeight")
    cut = "[...document.querySelectorAll('.tile')].filter(t => t.scrollHeight > t.clientHeight + 1)"
    assert page.evaluate(f"{cut}.map(t => t.querySelector('h2')?.textContent)") == []


@pytest.mark.parametrize("name", ["wall", "desk", "report", "parts", "message"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(page, address, name: str, theme: str) -> None:  # type: ignore[no-untyped-def]
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page.goto(f"{address}/{name}-id-{theme}.html")
    faults = axe.run(page).response["violations"]
    assert [(f["id"], [n["html"][:120] for n in f["nodes"][:3]]) for f in faults] == []
