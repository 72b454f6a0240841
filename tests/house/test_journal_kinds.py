"""Every kind of journal entry has its wording on the wall and its line in `docs/journal.md`."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from kentongan.alarms.watching import TOLD as OF_A_ROUND
from kentongan.calls.telling import ENTRIES
from kentongan.casework.models import Disposition
from kentongan.wall.wording import TELLINGS

ROOT = Path(__file__).parents[2]
KIND = re.compile(r"[a-z_]+\.[a-z_]+")


def recorded() -> set[str]:
    """Every kind that the code may write: said to `record`, handed on as `kind=`, or an outcome."""
    files = (ROOT / "kentongan").rglob("*.py")
    ends = {f"case.{outcome}" for outcome in Disposition.Outcome}
    ends |= {*ENTRIES.values(), *OF_A_ROUND.values()}
    return ends | {kind for file in files for kind in _kinds(ast.parse(file.read_text("utf-8")))}


def _kinds(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            parts = (part for said in _said(node) for part in ast.walk(said))
            words = (str(part.value) for part in parts if isinstance(part, ast.Constant))
            yield from filter(KIND.fullmatch, words)


def _said(call: ast.Call) -> Iterator[ast.expr]:
    if getattr(call.func, "id", "") in {"record", "drawn_up"}:
        yield call.args[0]
    yield from (keyword.value for keyword in call.keywords if keyword.arg == "kind")


def documented() -> set[str]:
    text = (ROOT / "docs" / "journal.md").read_text("utf-8")
    return set(re.findall(r"^\| `([a-z_]+\.[a-z_]+)` \|", text, flags=re.MULTILINE))


def test_the_wall_has_words_for_every_kind_and_for_no_other() -> None:
    assert set(TELLINGS) == recorded()


def test_the_documentation_has_a_line_for_every_kind_and_for_no_other() -> None:
    assert documented() == recorded()


def test_kinds_are_past_participles_of_a_noun() -> None:
    irregular = {
        "set_aside",
        "overseen",
        "signed_in",
        "password_reset",
        "sent",
        "withdrawn",
        "identity_seen",
        "drawn",
        "given",
        "held",
        "rung",
        "called_back",
        "taken",
        "told",
    }
    acts = {kind.partition(".")[2] for kind in recorded()}
    assert {act for act in acts if not act.endswith("ed")} <= irregular
