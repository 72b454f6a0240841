"""Composing a letter about a directive as it goes out; what is settled is told no more."""

from kentongan.command.models import Charge
from kentongan.command.seeing import directives_of
from kentongan.command.stepping import AT_REST
from kentongan.mailroom.directive_letters import charges_in
from kentongan.mailroom.directive_words import (
    DIRECTIVE_WORDINGS,
    REPORTED,
    WITHDRAWN,
)
from kentongan.mailroom.letterheads import Letterhead
from kentongan.mailroom.models import Letter
from kentongan.mailroom.readers import Hidden, Overtaken
from kentongan.mailroom.spelling import in_full
from kentongan.people.models import User

PAGE = "/meja/disposisi/{pk}/"


def said_of_directive(
    letter: Letter, user: User, head: Letterhead
) -> tuple[str, str, str, str, str]:
    """Return subject, sentence, number, opening and link (at most four statements).

    :raises Hidden: if the directive is not the reader's to see any more
    :raises Overtaken: if it has been settled meanwhile
    """
    charges, pk = charges_in(letter.entry), letter.entry.about_id
    if not charges or not directives_of(user).filter(pk=pk).exists():
        raise Hidden(letter.pk)
    if not any(_still_holds(letter.kind, charge) for charge in charges):
        raise Overtaken(letter.pk)
    facts = {
        "number": str(pk),
        "due": in_full(min(charge.due_at for charge in charges), letter.language),
        "when": in_full(letter.entry.at, letter.language),
    }
    wording, link = DIRECTIVE_WORDINGS[letter.kind], head.base + PAGE.format(pk=pk)
    opening = str(wording.opening) % facts
    return str(wording.subject) % facts, str(wording.short) % facts, str(pk), opening, link


def _still_holds(kind: str, charge: Charge) -> bool:
    if kind == WITHDRAWN:
        return True
    if kind == REPORTED:
        return charge.state == Charge.State.REPORTED
    return charge.state not in AT_REST
