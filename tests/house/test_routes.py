"""Every route states who may pass, in one of four ways, and none stands there twice."""

from collections import Counter
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from kentongan.people.permissions import Act

PASSES = {
    "anyone",
    "machines",
    "users with a role",
    f"screens, and users who may {Act.WATCH_WALL}",
    *(f"users who may {act}" for act in Act),
}
Route = tuple[str, URLPattern]


def routes() -> list[Route]:
    """Every route of every door."""
    return list(_below(get_resolver().url_patterns, ""))


def test_a_route_states_who_may_pass() -> None:
    said = {route: getattr(pattern.callback, "passes", None) for route, pattern in routes()}
    assert {route: word for route, word in said.items() if word not in PASSES} == {}


def test_no_name_leads_to_two_routes() -> None:
    names = Counter(pattern.name for _, pattern in routes() if pattern.name)
    assert [name for name, count in names.items() if count > 1] == []


def test_the_walk_has_found_routes() -> None:
    assert len(routes()) >= 10


def _below(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[Route]:
    for pattern in patterns:
        here = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from _below(pattern.url_patterns, here)
        else:
            yield here, pattern
