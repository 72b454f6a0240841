"""Colours that can be read, pages that weigh little."""

import re

import pytest

from tests.face.conftest import FACE

TOKENS = (FACE / "assets" / "css" / "tokens.css").read_text(encoding="utf-8")
GROUNDS = ("ground", "sheet", "paper", "sunk")
PAIRS = [
    *((ink, ground) for ink in ("ink", "soft", "accent") for ground in GROUNDS),
    *(("faint", ground) for ground in ("ground", "sheet", "paper")),
    *((state, f"{state}-wash") for state in ("late", "soon", "well")),
    *((state, ground) for state in ("late", "soon", "well") for ground in ("sheet", "paper")),
    *(("ink", f"{wash}-wash") for wash in ("late", "soon", "well", "accent")),
    ("soft", "accent-wash"),
    ("soft", "soon-wash"),
    ("accent-ink", "accent"),
    ("accent-ink", "accent-strong"),
]
BUILT = FACE / "static" / "built"


def _tokens(theme: str) -> dict[str, str]:
    day, night = TOKENS.split("@media", 1)
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", day))
    if theme == "dark":
        forced = night[night.index(':root[data-theme="dark"]') :]
        colours |= dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", forced))
    return colours


def _light(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(one: str, other: str) -> float:
    dark, bright = sorted((_light(one), _light(other)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_ink_can_be_read_on_its_ground(theme: str) -> None:
    """WCAG 2.2 AA: 4.5 for text."""
    tokens = _tokens(theme)
    weak = {
        pair: round(_contrast(tokens[pair[0]], tokens[pair[1]]), 2)
        for pair in PAIRS
        if _contrast(tokens[pair[0]], tokens[pair[1]]) < 4.5
    }
    assert not weak


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_edge_of_an_input_and_the_focus_ring_can_be_seen(theme: str) -> None:
    """WCAG 2.2 AA: 3 for what is not text."""
    tokens = _tokens(theme)
    for edge in ("edge", "focus"):
        for ground in ("sheet", "paper", "ground"):
            assert _contrast(tokens[edge], tokens[ground]) >= 3


def test_the_night_is_the_same_chosen_or_by_the_clock() -> None:
    blocks = re.findall(r":root[^{]*dark[^{]*\{([^}]*)\}|light\"\]\)[^{]*\{([^}]*)\}", TOKENS)
    night = [dict(re.findall(r"--([a-z-]+): ([^;]+);", a or b)) for a, b in blocks]
    assert len(night) == 2
    assert night[0] == night[1]


def test_style_sheets_and_scripts_are_light() -> None:
    if not BUILT.is_dir():
        pytest.skip("the assets are not built: run `./run build` first")
    for sheet in BUILT.glob("*.css"):
        assert sheet.stat().st_size < 20_000, sheet.name
    assert (BUILT / "base.js").stat().st_size < 4_000
    letter = next(BUILT.glob("*.woff2"))
    together = letter.stat().st_size + (BUILT / "base.css").stat().st_size
    assert together < 60_000
