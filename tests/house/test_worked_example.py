"""The page that leads through a new source shows what stands in the files that it names."""

import re

import pytest

from tests.house.source import ROOT

PAGE = (ROOT / "docs/how-to/connect-a-source.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"^```\w+\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
NAMED = [
    ROOT / path for path in dict.fromkeys(re.findall(r"`((?:kentongan|tests)/[\w./]+\.\w+)`", PAGE))
]


def test_every_file_it_names_is_there() -> None:
    assert [path for path in NAMED if not path.is_file()] == []


@pytest.mark.parametrize("shown", SHOWN, ids=lambda text: text.strip().partition("\n")[0][:40])
def test_every_piece_it_shows_stands_in_one_of_them(shown: str) -> None:
    assert any(shown.rstrip() in path.read_text(encoding="utf-8") for path in NAMED)
