"""Opening what a source said into rows, by the format that the pack names."""

import csv
import io
from collections.abc import Mapping
from typing import Any

import orjson

from kentongan.situation.connecting import NotUnderstood

Row = Mapping[str, Any]


def rows_of(raw: bytes, told: Mapping[str, Any]) -> list[Row]:
    """Return the rows in JSON, CSV or a bare number.

    :raises NotUnderstood: if the bytes are not of the format
    """
    return _OPENERS[told.get("format", "json")](raw, told)


def _json(raw: bytes, told: Mapping[str, Any]) -> list[Row]:
    try:
        here: Any = orjson.loads(raw)
    except orjson.JSONDecodeError as fault:
        raise NotUnderstood(f"no JSON: {fault}") from None
    for step in filter(None, str(told.get("rows", "")).split(".")):
        if not isinstance(here, Mapping) or step not in here:
            raise NotUnderstood(f"nothing stands at 'rows: {told['rows']}'")
        here = here[step]
    rows = here if isinstance(here, list) else [here]
    if not all(isinstance(row, Mapping) for row in rows):
        raise NotUnderstood("rows that are no mappings")
    return rows


def _csv(raw: bytes, told: Mapping[str, Any]) -> list[Row]:
    try:
        text = raw.decode("utf-8-sig")
        found = list(csv.DictReader(io.StringIO(text), delimiter=str(told.get("delimiter", ","))))
    except (UnicodeDecodeError, csv.Error, TypeError) as fault:
        raise NotUnderstood(f"no CSV: {fault}") from None
    if found and told.get("value") not in found[0]:
        raise NotUnderstood(f"there is no column {told.get('value')!r}")
    return list(found)


def _number(raw: bytes, told: Mapping[str, Any]) -> list[Row]:
    return [{str(told.get("value", "")): raw[:40].decode("utf-8", "replace").strip()}]


_OPENERS = {"json": _json, "csv": _csv, "number": _number}
