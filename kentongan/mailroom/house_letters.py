"""Letters to those at work about no case: a reminder, a directive, a question, the stage."""

from kentongan.mailroom.directive_composing import said_of_directive
from kentongan.mailroom.directive_words import DIRECTIVE_WORDINGS, OPEN_DIRECTIVE
from kentongan.mailroom.group_composing import remind
from kentongan.mailroom.group_words import REMINDED
from kentongan.mailroom.letterheads import Letterhead
from kentongan.mailroom.models import Letter
from kentongan.mailroom.question_composing import said_of_question
from kentongan.mailroom.question_words import QUESTION_WORDINGS
from kentongan.mailroom.stage_composing import said_of_stage
from kentongan.mailroom.stage_words import STAGE_WORDINGS
from kentongan.people.models import User

Told = tuple[str, str, str, tuple[str, ...], str]


def said_of_house(letter: Letter, user: User, head: Letterhead) -> Told | None:
    """Return subject, sentence, reference, paragraphs and link; None where it is about a case.

    :raises Hidden: if it is not theirs to see any more
    :raises Overtaken: if it has been settled meanwhile
    """
    if letter.kind == REMINDED:
        subject, short, opening = remind(letter, head)
        return subject, short, head.city, (f"{opening}\n{head.group_desk}",), head.group_desk
    if letter.kind in DIRECTIVE_WORDINGS:
        subject, short, number, opening, link = said_of_directive(letter, user, head)
        return subject, short, number, (opening, f"{OPEN_DIRECTIVE}\n{link}"), link
    if letter.kind in QUESTION_WORDINGS:
        return said_of_question(letter, user, head)
    if letter.kind in STAGE_WORDINGS:
        return said_of_stage(letter, user, head)
    return None
