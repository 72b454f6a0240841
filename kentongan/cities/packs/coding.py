"""Finding out which feature of a file is which kelurahan."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from kentongan.cities.packs.faults import Findings, suggest

_TEN_DIGITS = re.compile(r"(\d\d)\D?(\d\d)\D?(\d\d)\D?(\d{4})")


@dataclass(frozen=True, slots=True)
class Coded:
    feature: Mapping[str, Any]
    line: int


def with_dots(value: object) -> str:
    """A kelurahan code as Kemendagri writes it, from any writing of its ten digits."""
    parts = _TEN_DIGITS.fullmatch(str(value).strip())
    return ".".join(parts.groups()) if parts else str(value).strip()


def codes_of(
    file: str,
    text: str,
    features: Sequence[Mapping[str, Any]],
    expected: Set[str],
    findings: Findings,
) -> dict[str, Coded]:
    """The features by kelurahan code; faults for the unknown, the missing and the twofold."""
    key = _property_with_codes(features, expected)
    if key is None:
        _tell_properties(file, features, findings)
        return {}
    found: dict[str, Coded] = {}
    for feature in features:
        raw = _properties(feature).get(key)
        code, line = with_dots(raw), _line_of(text, raw)
        if code not in expected:
            _tell_unknown(file, line, code, expected, findings)
        elif code in found:
            _tell_twice(file, line, code, findings)
        else:
            found[code] = Coded(feature, line)
    for code in sorted(expected - found.keys()):
        findings.add(file, 0, f"The kelurahan {code} is missing", "Add a feature with its polygon.")
    return found


def _tell_unknown(file: str, line: int, code: str, expected: Set[str], findings: Findings) -> None:
    remedy = f"Remove it or correct its code. {suggest(code, expected)}"
    findings.add(file, line, f"The code {code!r} is no kelurahan of this city", remedy)


def _tell_twice(file: str, line: int, code: str, findings: Findings) -> None:
    wrong = f"The kelurahan {code} comes twice"
    findings.add(file, line, wrong, "Merge the two features into one MultiPolygon.")


def _tell_properties(file: str, features: Sequence[Mapping[str, Any]], findings: Findings) -> None:
    names = sorted({str(name) for each in features for name in _properties(each)})
    wrong = f"No property holds Kemendagri codes of this city (there are: {', '.join(names)})"
    findings.add(file, 0, wrong, "Add a property 'kode' such as '12.34.56.1001'.")


def _properties(feature: Mapping[str, Any]) -> Mapping[str, Any]:
    properties = feature.get("properties")
    return properties if isinstance(properties, dict) else {}


def _property_with_codes(features: Sequence[Mapping[str, Any]], expected: Set[str]) -> str | None:
    """The property most of whose values are codes we expect, whatever its name."""
    counts: Counter[str] = Counter()
    for feature in features:
        for key, value in _properties(feature).items():
            if isinstance(value, str | int) and with_dots(value) in expected:
                counts[key] += 1
    return counts.most_common(1)[0][0] if counts else None


def _line_of(text: str, value: object) -> int:
    start = text.find(str(value)) if value is not None else -1
    return text.count("\n", 0, start) + 1 if start >= 0 else 0
