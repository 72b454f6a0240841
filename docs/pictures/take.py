"""Take the pictures of the main pages from a running demonstration.

    ./run demo
    .venv/bin/python docs/pictures/take.py http://CITY.localhost:8000

Pages at 360 and 1440 px, the wall at 1920 × 1080; palette PNGs beside this file. `--wall STATE`
takes the wall by day and by night, and the mayor's phone, and names them by how the city is.
"""

import argparse
import io
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).resolve().parent
LARGEST = 300_000
"""Bytes one picture may have: they are kept in the repository."""
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update",
    "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
]  # fmt: skip


class Shot(NamedTuple):
    """One picture: its name, the page, whether to press a link on it first."""

    name: str
    path: str
    press: str = ""


WAIT_MS = 6000
"""Maps draw and streams greet after a page has loaded."""
PHONE, DESKTOP, WALL = (360, 760), (1440, 900), (1920, 1080)
OPEN = [Shot("home", "/"), Shot("report", "/lapor/"), Shot("map", "/peta/")]
SIGNED_IN = [
    Shot("desk", "/meja/"),
    Shot("case", "/meja/", "a[href*='/meja/kasus/']:visible"),
]


def main() -> int:
    """Take all of them; 1 if one is too large."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("address", help="of a demonstration city: http://CITY.localhost:8000")
    parser.add_argument("--user", default="operator1", help="a demo sign-in name (operator1)")
    parser.add_argument("--password", default="demo")  # the demonstration's own
    parser.add_argument("--wall", metavar="STATE", help="the wall and phone alone: storm")
    parser.add_argument("--chromium", default=shutil.which("chromium"))
    options = parser.parse_args()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=options.chromium, args=ARGUMENTS)
        taken = _take_wall(browser, options) if options.wall else _take(browser, options)
        browser.close()
    large = [path.name for path in taken if path.stat().st_size > LARGEST]
    if large:
        print(f"over {LARGEST:,} bytes: {', '.join(large)}", file=sys.stderr)
    return 1 if large else 0


def _take(browser: Browser, options: argparse.Namespace) -> list[Path]:
    taken = []
    for width, height in (PHONE, DESKTOP):
        size = {"width": width, "height": height}
        page = browser.new_page(base_url=options.address, viewport=size, locale="id-ID")
        taken += [_shoot(page, shot, f"{shot.name}-{width}") for shot in OPEN]
        _sign_in(page, options)
        taken += [_shoot(page, shot, f"{shot.name}-{width}") for shot in SIGNED_IN]
        page.close()
    size = {"width": WALL[0], "height": WALL[1]}
    page = browser.new_page(base_url=options.address, viewport=size, locale="id-ID")
    _sign_in(page, options)
    return [*taken, _shoot(page, Shot("wall", "/wall/"), "wall")]


def _take_wall(browser: Browser, options: argparse.Namespace) -> list[Path]:
    """The wall and the phone; who looks must be one who decides."""
    taken = []
    for (width, height), path, scheme, name in (
        (WALL, "/wall/", "light", "wall"),
        (WALL, "/wall/", "dark", "wall-night"),
        (PHONE, "/meja/ponsel/", "light", "mayor-360"),
    ):
        page = browser.new_page(
            base_url=options.address, viewport={"width": width, "height": height},
            locale="id-ID", color_scheme=scheme,  # type: ignore[arg-type]
        )  # fmt: skip
        _sign_in(page, options)
        taken.append(_shoot(page, Shot(name, path), f"{name}-{options.wall}"))
        page.close()
    return taken


def _sign_in(page: Page, options: argparse.Namespace) -> None:
    page.goto("/masuk/")
    page.fill("[name=username]", options.user)
    page.fill("[name=password]", options.password)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/meja/**")


def _shoot(page: Page, shot: Shot, name: str) -> Path:
    page.goto(shot.path)
    if shot.press:
        page.locator(shot.press).first.click()
    page.wait_for_load_state("load")
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(WAIT_MS)
    image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    path = HERE / f"{name}.png"
    image.quantize(160, dither=Image.Dither.NONE).save(path, optimize=True)
    print(f"{path.name}  {image.width} × {image.height}  {path.stat().st_size // 1000} kB")
    return path


if __name__ == "__main__":
    sys.exit(main())
