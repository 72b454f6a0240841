"""Which questions a page listens to: what it looks for in its address. No other need be asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock
from urllib.parse import parse_qsl

from django.core.handlers.wsgi import WSGIRequest
from django.http import QueryDict

ALL = "*"
"""Said to have been looked for by whoever takes the address as a whole."""


class Watched(QueryDict):
    """A query that remembers which of its names were looked for, there or not."""

    looked_for: set[str] = set()
    """A copy made to print the address again is watched by nobody."""

    def __contains__(self, key: object) -> bool:
        self.looked_for.add(str(key))
        return super().__contains__(key)

    def __getitem__(self, key: str) -> str | list[object]:  # type: ignore[override]
        self.looked_for.add(key)
        return super().__getitem__(key)

    def getlist(self, key: str, default: Any = None) -> Any:
        self.looked_for.add(key)
        return super().getlist(key, default)

    def items(self) -> Any:
        self.looked_for.add(ALL)
        return super().items()

    def dict(self) -> Any:
        self.looked_for.add(ALL)
        return super().dict()


@contextmanager
def watching() -> Iterator[set[str]]:
    """Hold a set that fills with the names every page looks for until it is cleared."""
    looked_for: set[str] = set()

    def query(request: WSGIRequest) -> Any:
        watched: Any = Watched(request.META.get("QUERY_STRING", ""), encoding=request.encoding)
        watched.looked_for = looked_for
        return watched

    with mock.patch.object(WSGIRequest, "GET", property(query)):
        yield looked_for


def is_heard(question: str, looked_for: set[str]) -> bool:
    """Whether a page that looked for these names would make anything of a question."""
    names = {name for name, _value in parse_qsl(question, keep_blank_values=True)}
    return ALL in looked_for or bool(names & looked_for)
