"""The words of an HTML mail: what a reader would see, without the history quoted below it."""

from html.parser import HTMLParser
from itertools import pairwise

LONGEST = 1_000_000
UNSEEN = frozenset({"script", "style", "head", "title", "template", "svg", "blockquote"})
"""Their content is not read out; quoted history stands in `blockquote`."""
BREAKS = frozenset(
    {"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "ul", "ol", "table", "hr", "pre"}
)
EMPTY = frozenset({"br", "hr", "img", "input", "meta", "link", "col", "wbr", "area", "base"})
QUOTES = ("gmail_quote", "yahoo_quoted", "moz-cite-prefix", "divrplyfwdmsg", "appendonsend")
"""Classes and ids under which the common programs put what they quote."""


def plain(html: str) -> str:
    """Return the words of an HTML text; what is broken in it breaks nothing here."""
    reader = _Reader()
    reader.feed(html[:LONGEST])
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.words).split("\n")]
    kept = [line for before, line in pairwise(["", *lines]) if line or before]
    return "\n".join(kept).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._unseen: list[str] = []
        self._is_over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BREAKS:
            self.words.append("\n")
        named = " ".join(value or "" for name, value in attrs if name in {"class", "id"}).lower()
        if any(quote in named for quote in QUOTES):
            self._is_over = True
        hides = tag in UNSEEN or (self._unseen and tag == self._unseen[-1])
        if hides and tag not in EMPTY:
            self._unseen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._unseen and tag == self._unseen[-1]:
            self._unseen.pop()
        if tag in BREAKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen and not self._is_over:
            self.words.append(data.replace("\n", " "))
