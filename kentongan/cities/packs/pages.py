"""A page is one mapping of a file, asked field by field.

Asking never fails: what is missing or of the wrong type becomes a fault with its line, and a
harmless value comes back, so that one reading finds every fault of a pack and not just the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from kentongan.cities.packs.faults import Findings, suggest

_NOTHING: Any = object()


class Page:
    """One mapping with its file and line; `fields` lists the keys that may stand in it."""

    def __init__(
        self, values: Any, findings: Findings, file: str, line: int, fields: Iterable[str]
    ) -> None:
        self.findings, self.file, self.line = findings, file, line
        self.values: Mapping[str, Any] = values if isinstance(values, Mapping) else {}
        if not isinstance(values, Mapping):
            self.fault("A mapping (name: value) is expected here", "Write one field per line.")
        known = set(fields)
        for key in self.values:
            if known and str(key) not in known:
                self.fault(f"Unknown field {str(key)!r}", suggest(str(key), known), at=key)

    def line_of(self, key: object) -> int:
        marks = getattr(getattr(self.values, "lc", None), "data", None) or {}
        return int(marks[key][0]) + 1 if key in marks else self.line

    def fault(self, wrong: str, remedy: str, at: object = None) -> None:
        line = self.line if at is None else self.line_of(at)
        self.findings.add(self.file, line, wrong, remedy)

    def has(self, key: str) -> bool:
        return self.values.get(key) is not None

    def _value(self, key: str, kind: type | tuple[type, ...], default: Any, name: str) -> Any:
        value = self.values.get(key)
        if value is None:
            if default is _NOTHING:
                self.fault(f"The field {key!r} is missing", f"Add '{key}: …' ({name}).")
                return None
            return default
        stray = isinstance(value, bool) and kind is not bool
        if stray or not isinstance(value, kind):
            hint = " in quotes" if kind is str and not isinstance(value, Mapping | list) else ""
            self.fault(f"{key!r} must be {name}", f"Write {name}{hint}.", at=key)
            return None if default is _NOTHING else default
        return value

    def text(self, key: str, default: str = _NOTHING) -> str:
        return str(self._value(key, str, default, "text") or "").strip()

    def choice(self, key: str, choices: Sequence[str], default: str = _NOTHING) -> Any:
        value = self.text(key, default)
        if value and value not in choices:
            self.fault(f"{key!r} cannot be {value!r}", suggest(value, choices), at=key)
        return value if value in choices else choices[0]

    def whole(self, key: str) -> int:
        return int(self._value(key, int, _NOTHING, "a whole number") or 0)

    def number(self, key: str) -> float:
        return float(self._value(key, (int, float), _NOTHING, "a number") or 0.0)

    def flag(self, key: str) -> bool:
        return bool(self._value(key, bool, False, "true or false"))

    def day(self, key: str, default: Any = _NOTHING) -> Any:
        """A date, or the default (None where an open end is allowed)."""
        value = self._value(key, date, default, "a date such as 2026-01-31, without quotes")
        if isinstance(value, datetime):
            return value.date()
        return value if value is not None or default is None else date.min

    def texts(self, key: str, languages: Sequence[str]) -> dict[str, str]:
        """Wording in every language of the city."""
        value = self._value(key, Mapping, _NOTHING, f"wording in {', '.join(languages)}")
        if value is None:
            return {}
        for language in languages:
            if not isinstance(value.get(language), str) or not value[language].strip():
                wrong = f"{key!r} has no wording in the language {language!r}"
                self.fault(wrong, f"Add '{language}: …' to it.", at=key)
        for extra in (str(each) for each in value if each not in languages):
            wrong = f"{key!r} has wording in {extra!r}, which is no language of this city"
            self.fault(wrong, suggest(extra, languages), at=key)
        return {each: str(value.get(each) or "") for each in languages}

    def words(self, key: str) -> tuple[str, ...]:
        found = self._value(key, list, [], "a list of words") or []
        return tuple(str(each) for each in found)

    def page(self, key: str, *fields: str) -> Page | None:
        value = self._value(key, Mapping, None, "a mapping (name: value)")
        if value is None:
            return None
        return Page(value, self.findings, self.file, self.line_of(key), fields)

    def pages(self, key: str, *fields: str) -> list[Page]:
        """The list under `key`, each of its items a page of its own."""
        found = self._value(key, list, [], "a list (lines that begin with '-')") or []
        marks = getattr(getattr(found, "lc", None), "data", None) or {}
        start = self.line_of(key)
        return [
            Page(each, self.findings, self.file, marks[i][0] + 1 if i in marks else start, fields)
            for i, each in enumerate(found)
        ]
