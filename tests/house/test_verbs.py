"""Every act leaves one entry in the journal, written in the same transaction."""

import ast
import re
from collections.abc import Iterator
from itertools import chain

from tests.house.source import Module, calls, dotted, rooms

WITHOUT_ENTRY = {
    "council.forgetting.forget_handed_over": "it follows an erasure, which has its entry",
    "counter.clearing.clear_drafts": "a draft is nobody's act yet; nothing but what was typed goes",
    "counter.drafting.save_draft": "a draft is nobody's act yet",
    "dialogue.forgetting.forget_erased": "it reads the journal: the entry says who was erased",
    "dialogue.taking.take": "a lease on a message; what became of the message is the entry",
    "dialogue.working.work": "the reply is the entry, or that it was set aside; `say` writes it",
    "intake.recurring.hear_once": "it keeps a message; what became of the message is the entry",
    "journal.sealing.seal_next": "a seal is over the entries; one of its own would never end",
    "mailroom.drawing.draw_letters": "it reads the journal: the entries are why there are letters",
    "mailroom.taking.take": "a lease on a letter; what became of the letter is the entry",
    "measures.bookkeeping.keep_books": "it reads the journal: its own entries would never end",
    "measures.verifying.rebuild_books": "it reads the journal anew and changes nothing in it",
    "neighbourhood.judging.say_fixed": "`confirm_held` writes it",
    "neighbourhood.judging.say_not_fixed": "`refute_held` writes it",
    "neighbourhood.placing.place_all": "where a case lies follows from what the journal has told",
    "neighbourhood.placing.place_new": "it reads the journal: its own entries would never end",
    "situation.gauges.hearing.fall_silent": "`hearing.failed` writes it, when it is news",
    "situation.gauges.hearing.hear": "`taking.take` writes of a siaga, `hearing.heard` of a source",
    "people.keeping.keep": "a bookmark of one's own, which changes nothing for anybody else",
    "places.loading_neighbourhoods.load_neighbourhoods": "part of a pack: `load_profile` writes it",
}
WRITE = {"record", "record_all", "end"}
"""`closing.end` writes the entry of whatever ends a case, for the verbs that end one."""
KIND = re.compile(
    r"[a-z_]+\.([a-z]+_)*[a-z]+(ed|en|wn|ne|ld|nt|ut|et)(_(in|out|off|away|back|aside))?"
)


def test_every_verb_leaves_an_entry() -> None:
    silent = [name for name, node, module in _verbs() if not _records(node, module)]
    assert sorted(silent) == sorted(WITHOUT_ENTRY)


def test_there_are_verbs_to_look_at() -> None:
    assert len([name for name, _, _ in _verbs() if name.startswith("casework.")]) >= 10


def test_an_entry_is_named_by_a_noun_and_a_past_participle() -> None:
    wrong = [
        f"{module.at(call)} {kind!r}"
        for module in rooms()
        for call, kind in _kinds(module)
        if not KIND.fullmatch(kind)
    ]
    assert wrong == []


def _verbs() -> Iterator[tuple[str, ast.FunctionDef, Module]]:
    """Public functions of a room that open a transaction as a whole."""
    for module in rooms():
        for node in module.tree.body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            if any("atomic" in dotted(_called(mark)) for mark in node.decorator_list):
                yield f"{module.dotted}.{node.name}", node, module


def _records(verb: ast.FunctionDef, module: Module) -> bool:
    """Whether the verb writes an entry itself or through another function of its module."""
    functions = {node.name: node for node in module.tree.body if isinstance(node, ast.FunctionDef)}
    seen: set[str] = set()
    ahead = [verb]
    while ahead:
        names = {name for _, name in chain.from_iterable(calls(node) for node in ahead)}
        if names & WRITE:
            return True
        ahead = [functions[name] for name in names & functions.keys() - seen]
        seen |= names
    return False


def _kinds(module: Module) -> Iterator[tuple[ast.Call, str]]:
    for call, name in calls(module.tree):
        if name in {"record", "drawn_up"} and call.args:
            texts = (
                node.value for node in ast.walk(call.args[0]) if isinstance(node, ast.Constant)
            )
            yield from ((call, text) for text in texts if isinstance(text, str) and "." in text)


def _called(mark: ast.expr) -> ast.expr:
    return mark.func if isinstance(mark, ast.Call) else mark
