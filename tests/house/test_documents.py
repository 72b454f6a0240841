"""What the documents say is what the code does: commands, settings, decisions, words, links."""

import pkgutil
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from kentongan.config import commands
from tests.house.source import ROOT, heights, modules

DOCS = ROOT / "docs"
OPERATIONS = (DOCS / "operations.md").read_text(encoding="utf-8")
WRITTEN = sorted({*ROOT.glob("*.md"), *DOCS.rglob("*.md")})
COMMANDS = [name.replace("_", "-") for _, name, _ in pkgutil.iter_modules(commands.__path__)]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#]+)(?:#[^)]*)?\)")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_section_in_the_operators_manual(command: str) -> None:
    assert re.search(rf"^### .*`kentongan {command}`", OPERATIONS, re.MULTILINE)


def test_every_setting_is_explained_and_no_other() -> None:
    used = {name for module in modules() for name in _settings(module.text)}
    assert _common(_settings(OPERATIONS)) == _common(used)


def _common(names: Iterable[str]) -> set[str]:
    """What the settings are called for all cities; a city's own end in `__` and its slug."""
    return {name.partition("__")[0] for name in names}


def test_every_decision_is_in_the_index() -> None:
    folder = DOCS / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    decisions = sorted(path.name for path in folder.glob("0*.md"))
    assert [name for name in decisions if f"({name})" not in index] == []
    numbers = [name[:4] for name in decisions]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_within_the_repository_leads_somewhere(path: Path) -> None:
    aims = LINK.findall(path.read_text(encoding="utf-8"))
    assert [aim for aim in aims if not (path.parent / aim).exists()] == []


def test_every_room_stands_in_the_architecture() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    built = {m.room for m in modules() if m.room in heights()}
    assert [room for room in sorted(built) if f"`{room}`" not in text] == []


def test_the_glossary_translates_every_stage_outcome_and_act() -> None:
    from kentongan.casework.models import Disposition, Stage
    from kentongan.people.models import Role
    from kentongan.people.permissions import Act

    text = (DOCS / "glossary.md").read_text(encoding="utf-8")
    terms = [*Stage.values, *Disposition.Outcome.values, *Role.values, *Act]
    assert [term for term in terms if f"`{term}`" not in text] == []


def _settings(text: str) -> set[str]:
    return set(re.findall(r"\bKENTONGAN_[A-Z_]+\b", text))
