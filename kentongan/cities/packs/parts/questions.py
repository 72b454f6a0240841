"""What a reporter is asked, per service type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from kentongan.cities.packs.facts import OptionFacts, QuestionFacts
from kentongan.cities.packs.pages import Page
from kentongan.cities.packs.service_facts import Datatype


def read_questions(page: Page, languages: Sequence[str]) -> tuple[QuestionFacts, ...]:
    fields = ("code", "text", "datatype", "required", "options")
    codes: set[str] = set()
    found = []
    for each in page.pages("questions", *fields):
        question = QuestionFacts(
            code=each.text("code"),
            text=each.texts("text", languages),
            datatype=each.choice("datatype", get_args(Datatype)),
            required=each.flag("required"),
            options=_read_options(each, languages),
        )
        if question.code in codes:
            wrong = f"The question {question.code!r} stands twice in this type"
            each.fault(wrong, "Remove one of the two or rename it.", at="code")
        codes.add(question.code)
        _check_options(question, each)
        found.append(question)
    return tuple(found)


def _read_options(page: Page, languages: Sequence[str]) -> tuple[OptionFacts, ...]:
    return tuple(
        OptionFacts(each.text("key"), each.texts("name", languages))
        for each in page.pages("options", "key", "name")
    )


def _check_options(question: QuestionFacts, page: Page) -> None:
    is_list = question.datatype.endswith("valuelist")
    if is_list and len(question.options) < 2:
        remedy = "Add at least two options, or choose the datatype 'string'."
        page.fault(f"The question {question.code!r} has too few options", remedy)
    if not is_list and question.options:
        page.fault(
            f"The question {question.code!r} has options although it is no list",
            "Remove them, or choose 'singlevaluelist' or 'multivaluelist'.",
        )
    keys = [option.key for option in question.options]
    if len(set(keys)) < len(keys):
        page.fault("Two options have the same key", "Rename one of them.", at="options")
