"""Our own code as the house tests read it: files, rooms and their order."""

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
CODE = ROOT / "kentongan"
DOORS = frozenset({"frontdesk", "workdesk", "wall", "openapi"})
ABOVE_ROOMS = DOORS | {"face", "config"}
"""What may know of HTTP; everything else in the house is a room."""


class Module(NamedTuple):
    """One file of ours."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """Where it lies, from the root."""
        return str(self.path.relative_to(ROOT))

    @property
    def room(self) -> str:
        """The folder below kentongan/ it belongs to."""
        return self.path.relative_to(CODE).parts[0]

    @property
    def dotted(self) -> str:
        """`casework.closing`."""
        return ".".join(self.path.relative_to(CODE).with_suffix("").parts)

    def at(self, node: ast.AST) -> str:
        """Where a piece of it stands, for whoever has to mend it."""
        return f"{self.name}:{getattr(node, 'lineno', 1)}"


@cache
def modules() -> tuple[Module, ...]:
    """Every module of ours; migrations are generated and left out."""
    return tuple(_read(path) for path in sorted(CODE.rglob("*.py")) if not _is_made(path))


def rooms() -> tuple[Module, ...]:
    """The modules that know the work and nothing of HTTP."""
    return tuple(m for m in modules() if (CODE / m.room).is_dir() and m.room not in ABOVE_ROOMS)


@cache
def heights() -> dict[str, int]:
    """How high each room lies, by the stairs in pyproject.toml; neighbours lie equally high."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = reversed(told["contracts"][0]["layers"])
    return {
        room.strip(" ()"): height
        for height, layer in enumerate(layers)
        for room in layer.split("|")
    }


def imports(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Every dotted name that is imported: `from a.b import c` gives `a.b.c`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def dotted(node: ast.AST) -> str:
    """`a.b.c` for a chain of names, otherwise what ends it."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Every call with the name that is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node, dotted(node.func)


def _read(path: Path) -> Module:
    text = path.read_text(encoding="utf-8")
    return Module(path, text, ast.parse(text))


def _is_made(path: Path) -> bool:
    return any(part.endswith("migrations") for part in path.parts)
