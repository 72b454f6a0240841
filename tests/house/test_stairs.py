"""What the import linter cannot see: keys written as strings, HTTP in a room, signals, clocks."""

import ast
import re
from collections.abc import Iterator

from tests.house.source import Module, calls, heights, imports, modules, rooms

MODEL = re.compile(r"([a-z_]+)\.[A-Z]\w*")
RELATIONS = frozenset({"ForeignKey", "OneToOneField", "ManyToManyField", "GenericForeignKey"})
HTTP = re.compile(r"django\.(http|urls|views|forms|shortcuts|template|test)\b|jinja2\b|uvicorn\b")
SIGNALS = re.compile(r"django\.dispatch\b|\.signals\b")
CLOCKS = frozenset(
    {"timezone.now", "now", "datetime.now", "datetime.utcnow", "datetime.today", "date.today",
     "timezone.localdate", "timezone.localtime", "localdate", "time.time", "time.time_ns",
     "Now"}
)  # fmt: skip


def test_every_room_stands_on_the_stairs() -> None:
    assert {module.room for module in modules() if module.room != "__init__.py"} <= set(heights())


def test_a_key_written_as_a_string_points_down_or_beside() -> None:
    wrong = [
        f"{module.at(node)} points up to {aim}"
        for module in modules()
        for node, aim in _keys(module)
        if heights()[aim] > heights()[module.room]
    ]
    assert wrong == []


def test_rooms_know_nothing_of_http() -> None:
    wrong = [
        f"{module.at(node)} imports {name}"
        for module in rooms()
        for node, name in imports(module.tree)
        if HTTP.match(name)
    ]
    assert wrong == []


def test_nobody_sends_signals() -> None:
    wrong = [
        f"{module.at(node)} imports {name}"
        for module in modules()
        for node, name in imports(module.tree)
        if SIGNALS.search(name)
    ]
    assert wrong == []


def test_no_room_reads_the_systems_clock() -> None:
    wrong = [
        f"{module.at(node)} calls {name}()"
        for module in rooms()
        for node, name in calls(module.tree)
        if name in CLOCKS
    ]
    assert wrong == []


def _keys(module: Module) -> Iterator[tuple[ast.Call, str]]:
    for node, name in calls(module.tree):
        if name.rpartition(".")[2] not in RELATIONS:
            continue
        given = [*node.args, *(word.value for word in node.keywords)]
        texts = (arg.value for arg in given if isinstance(arg, ast.Constant))
        named = (MODEL.fullmatch(text) for text in texts if isinstance(text, str))
        yield from ((node, match[1]) for match in named if match and match[1] in heights())
