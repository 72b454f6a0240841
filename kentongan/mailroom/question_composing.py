"""Composing a letter about a question to the mayor; one that has been closed is told no more."""

from kentongan.command.asking import questions_of
from kentongan.command.models import Decision, Question
from kentongan.mailroom.letterheads import Letterhead
from kentongan.mailroom.models import Letter
from kentongan.mailroom.question_words import ASKED, BLOCKS, NEEDED, QUESTION_WORDINGS
from kentongan.mailroom.readers import Hidden, Overtaken
from kentongan.mailroom.spelling import in_full, named
from kentongan.people.models import User
from kentongan.people.permissions import Act, may

FORM, PAGE = "/meja/keputusan/baru?question={pk}", "/meja/keputusan/{pk}/"
Told = tuple[str, str, str, tuple[str, ...], str]


def said_of_question(letter: Letter, user: User, head: Letterhead) -> Told:
    """Return subject, sentence, number, paragraphs and link (three statements at most).

    :raises Hidden: if the question is not the reader's to see, or to decide, any more
    :raises Overtaken: if it has been decided or taken back meanwhile
    """
    question, address = _asked(letter, user) if letter.kind == ASKED else _decided(letter, user)
    facts = {
        "number": str(question.pk),
        "unit": named(question.unit.names, letter.language),
        "when": in_full(letter.entry.at, letter.language),
    }
    wording, link = QUESTION_WORDINGS[letter.kind], head.base + address
    rest = list(_more(question, letter)) if letter.kind == ASKED else []
    paragraphs = (str(wording.opening) % facts, *rest, f"{wording.link}\n{link}")
    subject, short = str(wording.subject) % facts, str(wording.short) % facts
    return subject, short, facts["number"], paragraphs, link


def _asked(letter: Letter, user: User) -> tuple[Question, str]:
    question = questions_of(user).select_related("unit").filter(pk=letter.entry.about_id).first()
    if question is None or not may(user, Act.DECIDE):
        raise Hidden(letter.pk)
    if question.closed_at is not None:
        raise Overtaken(letter.pk)
    return question, FORM.format(pk=question.pk)


def _decided(letter: Letter, user: User) -> tuple[Question, str]:
    made = Decision.objects.select_related("question").filter(pk=letter.entry.about_id).first()
    asked = (made.question_id if made else None) or 0
    question = questions_of(user).select_related("unit").filter(pk=asked).first()
    if question is None:
        raise Hidden(letter.pk)
    return question, PAGE.format(pk=letter.entry.about_id)


def _more(question: Question, letter: Letter) -> list[str]:
    needed = question.needed_by
    found = [str(NEEDED) % {"needed": in_full(needed, letter.language)}] if needed else []
    return [*found, *([str(BLOCKS)] if question.blocks else [])]
