"""XML or JSON: chosen by the extension of the address, written from the same plain values.

Lists become a parent with children of a name of their own (the Spark convention); a list at the
top is a bare array in JSON.
"""

import re
from enum import StrEnum
from xml.sax.saxutils import escape

import orjson
from django.http import HttpRequest

Value = dict[str, "Value"] | list["Value"] | str | int | float | bool | None

CHILDREN = {
    "attributes": "attribute",
    "endpoints": "endpoint",
    "errors": "error",
    "formats": "format",
    "service_request_updates": "request_update",
    "service_requests": "request",
    "services": "service",
    "values": "value",
}
_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Format(StrEnum):
    """What we speak, by the extension of an address."""

    XML = "xml"
    JSON = "json"

    @property
    def content_type(self) -> str:
        """The header the standard asks for."""
        kind = "text/xml" if self is Format.XML else "application/json"
        return f"{kind}; charset=utf-8"


def choose(request: HttpRequest, extension: str | None) -> Format | None:
    """Return the format asked for; without an extension by Accept, else XML; None if not ours."""
    if extension is not None:
        return Format(extension) if extension in set(Format) else None
    accepted = request.headers.get("Accept", "")
    return Format.JSON if "json" in accepted and "xml" not in accepted else Format.XML


def write(root: str, value: Value, form: Format) -> bytes:
    """Return the value as a document; `root` names the outermost XML element."""
    if form is Format.JSON:
        return orjson.dumps(value)
    parts = [_DECLARATION]
    _element(root, value, parts)
    return "".join(parts).encode()


def _element(name: str, value: Value, parts: list[str]) -> None:
    if value is None or value in ("", [], {}):
        parts.append(f"<{name}/>")
        return
    parts.append(f"<{name}>")
    if isinstance(value, dict):
        for key, inner in value.items():
            _element(key, inner, parts)
    elif isinstance(value, list):
        for inner in value:
            _element(CHILDREN[name], inner, parts)
    elif isinstance(value, bool):
        parts.append("true" if value else "false")
    else:
        parts.append(escape(_UNWRITABLE.sub("", str(value))))
    parts.append(f"</{name}>")
