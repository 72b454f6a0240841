"""Small files, small functions: nobody has to scroll. Ruff counts nesting and complexity."""

import ast
from collections.abc import Iterator

from tests.house.source import modules

LONGEST_FILE = 149
LONGEST_FUNCTION = 24
"""Lines of signature and body; a docstring makes a function longer, not harder."""


def test_a_file_has_under_150_lines() -> None:
    long = {module.name: len(module.text.splitlines()) for module in modules()}
    assert {name: lines for name, lines in long.items() if lines > LONGEST_FILE} == {}


def test_a_function_has_under_25_lines() -> None:
    long = {
        f"{module.at(node)} {node.name}": _lines(node)
        for module in modules()
        for node in _functions(module.tree)
    }
    assert {name: lines for name, lines in long.items() if lines > LONGEST_FUNCTION} == {}


def test_the_settings_are_one_file_under_200_lines() -> None:
    found = [module for module in modules() if "settings" in module.path.stem]
    assert [module.name for module in found] == ["kentongan/config/settings.py"]
    assert len(found[0].text.splitlines()) < 200


Function = ast.FunctionDef | ast.AsyncFunctionDef


def _functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def _lines(node: Function) -> int:
    whole = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    if ast.get_docstring(node, clean=False) is None or first.end_lineno is None:
        return whole
    return whole - (first.end_lineno - first.lineno + 1)
