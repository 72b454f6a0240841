"""Facts as plain mappings and lists, laid out so that people like to read and edit them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from kentongan.cities.packs.facts import (
    DemoFacts,
    PaceFacts,
    PackFacts,
    PromiseFacts,
    ServiceTypeFacts,
)

_LINE = 84  # what still fits on one line behind its indentation
_LOOKS_LIKE_NUMBER = set("0123456789.-:_")


def plain(value: Any) -> Any:
    """Dataclasses to mappings in the order of their fields; short wordings on one line."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        mapping = {str(key): plain(each) for key, each in value.items()}
        short = sum(len(k) + len(str(v)) + 4 for k, v in mapping.items()) < _LINE
        texts = all(isinstance(each, str) for each in mapping.values())
        return flow(mapping) if short and texts else mapping
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, str) and value and set(value) <= _LOOKS_LIKE_NUMBER:
        return DoubleQuotedScalarString(value)  # "36.71" is a code and no number
    return value


def flow(value: Any) -> Any:
    """The same mapping or list, to be written on one line."""
    if isinstance(value, list):
        sequence = CommentedSeq(value)
        sequence.fa.set_flow_style()
        return sequence
    mapping = CommentedMap(value)
    mapping.fa.set_flow_style()
    return mapping


def trimmed(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty: absent means the same and reads better."""
    return {key: each for key, each in values.items() if each not in (None, "", [], {}, False)}


def plain_types(facts: PackFacts) -> dict[str, Any]:
    promised = {
        kind: [_promise(each) for each in shared] for kind, shared in facts.promised.items()
    }
    return {
        "defaults": trimmed({"promised": promised, "pace": _pace(facts.pace)}),
        "groups": [flow(plain(group)) for group in facts.groups],
        "service_types": [_service_type(each) for each in facts.service_types],
    }


def _pace(pace: PaceFacts) -> dict[str, Any]:
    """Nothing where all is as it is by default."""
    values = plain(pace)
    lists = {key: flow(list(each)) for key, each in values.items() if isinstance(each, list)}
    return {} if pace == PaceFacts() else {**values, **lists}


def _promise(promise: PromiseFacts) -> dict[str, Any]:
    values = trimmed(plain(promise))
    if promise.on_open == "keep":
        del values["on_open"]
    return values


def _service_type(each: ServiceTypeFacts) -> dict[str, Any]:
    values = trimmed(plain(each))
    values["keywords"] = flow(list(each.keywords))
    values["route"] = flow(trimmed(plain(each.route)))
    if each.promised:
        values["promised"] = [_promise(promise) for promise in each.promised]
    if each.matter == "ordinary":
        del values["matter"]
    if each.questions:
        values["questions"] = [_question(question) for question in values["questions"]]
    return values


def _question(values: dict[str, Any]) -> dict[str, Any]:
    question = trimmed(values)
    if "options" in question:
        question["options"] = [flow(option) for option in question["options"]]
    return question


def plain_demo(demo: DemoFacts) -> dict[str, Any]:
    return {
        "places": [flow(plain(place)) for place in demo.places],
        "reports": [trimmed(plain(report)) for report in demo.reports],
        "answers": [trimmed(plain(answer)) for answer in demo.answers],
        "users": [flow(plain(user)) for user in demo.users],
        "sentences": list(demo.sentences),
        "titles": dict(demo.titles),
    }
