"""Opening XML that strangers send: no entities, no network, no document type, at most 1 MB."""

from typing import Any

from lxml import etree

LARGEST = 1 << 20
"""Bytes; the longest real warning seen has 24 kB."""


class NotReadable(Exception):
    """What came is no document that we take; the text says why, and may be shown."""


def opened(raw: bytes) -> etree._Element:
    """Return the document's root.

    A document type is refused as such: warnings need none, and entities live there.

    :raises NotReadable: if it is too large, no XML, or brings a document type
    """
    if len(raw) > LARGEST:
        raise NotReadable(f"longer than {LARGEST} bytes")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise NotReadable(f"no XML: {fault}") from None
    info: Any = root.getroottree().docinfo
    if info.doctype:
        raise NotReadable("it brings a document type")
    return root


def space(element: etree._Element) -> str:
    """Return the element's namespace, or ""."""
    return str(etree.QName(element).namespace or "")
