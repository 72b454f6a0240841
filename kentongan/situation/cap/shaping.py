"""Whether a message has the shape of CAP 1.2, by an XML schema (`schema.xsd`) read once."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

MOST = 10
"""Faults named; more say nothing more."""


def shape_faults(root: etree._Element) -> Iterator[str]:
    """Yield what is wrong with the shape, with its line."""
    schema = _schema()
    if schema.validate(root):
        return
    log: Any = schema.error_log
    for fault in list(log)[:MOST]:
        told = fault.message.replace("{urn:oasis:names:tc:emergency:cap:1.2}", "")
        yield f"line {fault.line}: {told}"


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(Path(__file__).with_name("schema.xsd")))
