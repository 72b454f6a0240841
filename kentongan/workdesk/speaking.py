"""What is to be told by voice: to those who came by telephone or to the counter, and can not be
written to. Whoever has told them ticks it off.
"""

from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from kentongan.face.admitting import users
from kentongan.mailroom.failing import MOST
from kentongan.mailroom.models import Letter
from kentongan.mailroom.reading import quoted
from kentongan.mailroom.speaking import tell, to_tell
from kentongan.mailroom.telling import WORDINGS
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict
from kentongan.workdesk.doors import CHANNELS
from kentongan.workdesk.visitors import person


@users(Act.ANSWER)
@require_POST
def telling(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that somebody told them; who was first does not matter."""
    user = person(request)
    letter = to_tell(user).filter(pk=pk).first()
    page = reverse("workdesk:letters")
    try:
        if letter is None:
            return HttpResponseRedirect(page, status=303)
        tell(letter, by=user, at=timezone.now())
    except Conflict:
        return HttpResponseRedirect(page, status=303)
    return HttpResponseRedirect(f"{page}?ok=letter_told", status=303)


def spoken(user: User) -> list[dict[str, Any]]:
    """Return what is to be told, oldest first; who they are stands on the page of the case."""
    waiting = list(to_tell(user).select_related("entry")[:MOST])
    words = quoted(waiting)
    return [_shown(letter, words.get(letter.pk, [])) for letter in waiting]


class InFull(NamedTuple):
    """A letter that somebody reads out: what it is about, and what it quotes."""

    row: Letter
    what: str
    words: list[str]


def in_full(letters: QuerySet[Letter], *, is_told: bool) -> list[InFull]:
    """Return a voice's letters as they are read out to it.

    :param is_told: whether the words themselves may be read
    """
    waiting = list(letters.select_related("entry", "service_request"))
    words = quoted(waiting) if is_told else {}
    return [
        InFull(letter, worded(letter, letter.service_request.reference), words.get(letter.pk, []))
        for letter in waiting
        if letter.service_request
    ]


def worded(letter: Letter, reference: str) -> str:
    """Return what a letter says, in a line."""
    return str(WORDINGS[letter.kind].subject) % {"reference": reference}


def _shown(letter: Letter, words: list[str]) -> dict[str, Any]:
    told = letter.service_request
    if told is None:
        raise ValueError("only voices are told by voice")
    return {
        "row": letter,
        "case": told.filing.case.reference,
        "what": worded(letter, told.reference),
        "words": words,
        "door": CHANNELS[told.channel],
        "has_number": bool(told.reporter and told.reporter.phone),
    }
