"""Indexes of warnings: RSS or Atom, whose entries lead to CAP messages or hold them."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from kentongan.situation.cap.opening import NotReadable, opened
from kentongan.situation.cap.reading import SPACES, read
from kentongan.situation.cap.reading import Read as Message

CAP_TYPE = "application/cap+xml"
MOST = 500
"""Entries taken of one index; a national one has some dozens."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an index: where the message is, or the message itself."""

    link: str = ""
    title: str = ""
    message: Message | None = None
    fault: str = ""
    """Why the message that it holds cannot be read."""


def entries(raw: bytes) -> tuple[Entry, ...]:
    """Return what an index lists, in its order; a bare message is an index of one.

    An entry that leads nowhere is left out: there is nothing to fetch.

    :raises NotReadable: if it is neither RSS, Atom nor CAP
    """
    root = opened(raw)
    name = etree.QName(root)
    if name.namespace in SPACES:
        return (Entry(message=read(raw)),)
    if name.localname not in {"rss", "RDF", "feed"}:
        raise NotReadable("neither RSS nor Atom nor CAP")
    lines = root.iter("{*}item", "{*}entry")
    found = (_entry(line) for line, _ in zip(lines, range(MOST), strict=False))
    return tuple(each for each in found if each.link or each.message or each.fault)


def _entry(line: etree._Element) -> Entry:
    title = (line.findtext("{*}title") or "").strip()
    for inner in line.iter(*(f"{{{space}}}alert" for space in SPACES)):
        try:
            return Entry(title=title, message=read(etree.tostring(inner)))
        except NotReadable as fault:
            return Entry(title=title, fault=str(fault))
    return Entry(link=next(_links(line), ""), title=title)


def _links(line: etree._Element) -> Iterator[str]:
    """Yield addresses, one that is said to be CAP before others."""
    atom = [each for each in line.iterchildren("{*}link") if each.get("href")]
    atom.sort(key=lambda each: each.get("type") != CAP_TYPE)
    yield from (str(each.get("href")) for each in atom)
    yield from (each.text.strip() for each in line.iterchildren("{*}link") if each.text)
    told = (line.findtext("{*}guid") or line.findtext("{*}id") or "").strip()
    if told.startswith(("http://", "https://")):
        yield told
