"""Putting a question to the mayor: what to decide between, and what waits for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kentongan.casework.holding import sentence
from kentongan.command.models import Question
from kentongan.command.naming import checked
from kentongan.command.orders import check_due
from kentongan.command.repeating import refuse_same_question
from kentongan.command.subjects import BARE, About
from kentongan.command.units import own_units
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act, may
from kentongan.people.pressing import wait_for_own
from kentongan.places.models import Unit
from kentongan.toolbox.refusals import Conflict, NotFound, Unprocessable
from kentongan.toolbox.words import tidy

MOST_OPTIONS = 6


class NoSuchQuestion(NotFound):
    code = "no_such_question"
    sentence = _("There is no such question, or none that you may see.")


class QuestionClosed(Conflict):
    code = "question_closed"
    sentence = _("This question has already been decided or taken back.")


class OptionsMissing(Unprocessable):
    code = "options_missing"
    sentence = _("Please give two to six different options to choose from.")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked; `unit` is the one that asks, None the asker's first."""

    words: str
    options: Sequence[str]
    blocks: str = ""
    needed_by: datetime | None = None
    about: About = BARE
    unit: int | None = None


def questions_of(user: User) -> "QuerySet[Question]":
    """Return the questions that the user may see: all who decides, else those of their units."""
    if may(user, Act.DECIDE):
        return Question.objects.all()
    return Question.objects.filter(unit__in=list(own_units(user)))


@transaction.atomic
def ask(asked: Asked, *, by: User, at: datetime) -> Question:
    """Put a question to the mayor.

    :raises NoSuchQuestion: if the user speaks for no such unit
    :raises WordsMissing: without words
    :raises OptionsMissing: without two options that differ
    :raises DueGone: if it would be needed in the past
    :raises AlreadyAsked: if the same was put a moment ago
    """
    wait_for_own(by)
    own = own_units(by)
    unit = next((each for pk, each in own.items() if asked.unit in (None, pk)), None)
    if unit is None:
        raise NoSuchQuestion
    if asked.needed_by is not None:
        check_due(asked.needed_by, at=at, field="needed_by")
    question = _drawn(asked, unit, by, at)
    refuse_same_question(question)
    question.save(force_insert=True)
    record("question.asked", about=("question", question.pk), by=by, at=at, unit=unit.pk)
    return question


def _drawn(asked: Asked, unit: Unit, by: User, at: datetime) -> Question:
    about = checked(asked.about, by=by, is_secret=False)
    return Question(
        unit=unit,
        asked_by=by,
        asked_at=at,
        words=sentence(asked.words, field="words"),
        options=_options(asked.options),
        blocks=tidy(asked.blocks, field="blocks"),
        needed_by=asked.needed_by,
        about_kind=about.kind,
        about_id=about.id,
        about_address=about.address,
        about_title=about.title,
    )


@transaction.atomic
def take_back(question: Question, reason: str, *, by: User, at: datetime) -> Question:
    """Take a question back: it need not be decided any more.

    :raises NoSuchQuestion: if it is another unit's
    :raises QuestionClosed: if it was decided meanwhile
    """
    held = hold_question(question)
    if held.unit_id not in own_units(by):
        raise NoSuchQuestion
    held.reason, held.closed_at = sentence(reason, field="reason"), at
    held.save(update_fields=["reason", "closed_at"])
    record("question.withdrawn", about=("question", held.pk), by=by, at=at)
    return held


def hold_question(question: Question) -> Question:
    """Lock a question that is still open.

    :raises QuestionClosed: if it is not
    """
    held = Question.objects.select_for_update().get(pk=question.pk)
    if held.closed_at is not None:
        raise QuestionClosed
    return held


def _options(given: Sequence[str]) -> list[str]:
    tidied = [tidy(each, longest=300, field="options") for each in given]
    options = list(dict.fromkeys(filter(None, tidied)))
    if not 2 <= len(options) <= MOST_OPTIONS:
        raise OptionsMissing(field="options")
    return options
