"""Checking the answers to a service type's questions against what was asked."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from kentongan.catalogue.models import Question
from kentongan.intake.report import Answers
from kentongan.toolbox.refusals import Unprocessable
from kentongan.toolbox.words import tidy

LISTS = {"singlevaluelist", "multivaluelist"}
LONGEST_ANSWER = 1000


class AnswerMissing(Unprocessable):
    code = "answer_missing"
    sentence = _("Please answer this question.")


class AnswerUnusable(Unprocessable):
    code = "answer_unusable"
    sentence = _("This answer does not fit the question.")


def check_answers(
    questions: Iterable[Question], given: Answers, *, may_be_missing: bool = False
) -> dict[str, str | list[str]]:
    """Return the answers worth keeping, by question code.

    :param may_be_missing: nobody could be asked; whoever verifies asks for what is needed
    :raises AnswerMissing: if a required question has none
    :raises AnswerUnusable: if one is not of the question's kind, or nobody asked
    """
    asked = {question.code: question for question in questions}
    for code in given:
        if code not in asked:
            raise AnswerUnusable(_("Nobody asked this question."), field=f"attribute[{code}]")
    kept = {}
    for question in asked.values():
        answer = _check(question, given.get(question.code, ""))
        if answer:
            kept[question.code] = answer
        elif question.is_required and not may_be_missing:
            raise AnswerMissing(field=f"attribute[{question.code}]")
    return kept


def _check(question: Question, given: str | list[str]) -> str | list[str]:
    field = f"attribute[{question.code}]"
    several = [given] if isinstance(given, str) else list(given)
    tidied = [tidy(answer, longest=LONGEST_ANSWER, field=field) for answer in several]
    answers = [answer for answer in tidied if answer]
    if len(answers) > 1 and question.datatype != "multivaluelist":
        raise AnswerUnusable(field=field)
    if not all(_fits(question, answer) for answer in answers):
        raise AnswerUnusable(field=field)
    if question.datatype == "multivaluelist":
        return answers
    return answers[0] if answers else ""


def _fits(question: Question, answer: str) -> bool:
    if question.datatype in LISTS:
        return answer in {option["key"] for option in question.options}
    if question.datatype == "number":
        return _parses(float, answer)
    if question.datatype == "datetime":
        return _parses(datetime.fromisoformat, answer)
    return True


def _parses(parse: type[float] | object, answer: str) -> bool:
    try:
        parse(answer)  # type: ignore[operator]
    except ValueError:
        return False
    return True
