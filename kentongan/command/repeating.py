"""The same twice: a form pressed double, or sent once more over a bad line, is said once.

A form gone back to has another key; so the very same order of the same person is one for a while,
and so is the very same question or decision: the words themselves mark those.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from kentongan.command.enclosing import Kept
from kentongan.command.models import Decision, Directive, Question
from kentongan.command.orders import AlreadyIssued, Order
from kentongan.people.models import User
from kentongan.people.pressing import SAME_FOR
from kentongan.toolbox.refusals import Conflict

LONGEST_KEY = 60
ABOUT = ("about_kind", "about_id", "about_address")


class AlreadyAsked(Conflict):
    """The same came twice; `.earlier` is the question of the first time."""

    code = "already_asked"
    sentence = _("This question has been put already.")

    def __init__(self, earlier: Question) -> None:
        super().__init__()
        self.earlier = earlier


class AlreadyDecided(Conflict):
    """The same came twice; `.earlier` is the decision of the first time."""

    code = "already_decided"
    sentence = _("This decision has been recorded already.")

    def __init__(self, earlier: Decision) -> None:
        super().__init__()
        self.earlier = earlier


def key_of(order: Order, by: User) -> str | None:
    """Return what marks the form for good; None where it came from no form."""
    return f"{by.pk}:{order.key[:LONGEST_KEY]}" if order.key else None


def refuse_again(order: Order, drawn: Directive, at: datetime) -> None:
    """Refuse what was issued before.

    :raises AlreadyIssued: if the same form, or the very same order in another, was
    """
    if drawn.key is None:
        return
    earlier = Directive.objects.filter(key=drawn.key).first() or _alike(order, drawn, at)
    if earlier is not None:
        raise AlreadyIssued(earlier)


def refuse_same_question(drawn: Question) -> None:
    """Refuse what the same person asked a moment ago and did not take back.

    :raises AlreadyAsked: if the very same was
    """
    told = ("unit", "asked_by", "words", "options", "blocks", "needed_by", "reason", *ABOUT)
    since = drawn.asked_at - SAME_FOR
    alike = Question.objects.filter(asked_at__gt=since, **_same(drawn, *told))
    earlier = alike.order_by("pk").first()
    if earlier is not None:
        raise AlreadyAsked(earlier)


def refuse_same_decision(drawn: Decision) -> None:
    """Refuse what the same person decided a moment ago.

    :raises AlreadyDecided: if the very same was
    """
    told = ("question", "decided_by", "words", "reason", *ABOUT)
    since = drawn.decided_at - SAME_FOR
    alike = Decision.objects.filter(decided_at__gt=since, **_same(drawn, *told))
    earlier = alike.order_by("pk").first()
    if earlier is not None:
        raise AlreadyDecided(earlier)


def _same(drawn: Model, *names: str) -> dict[str, Any]:
    return {name: getattr(drawn, name) for name in names}


def _alike(order: Order, drawn: Directive, at: datetime) -> Directive | None:
    told = ("unit", "words", "nature", "due_at", "parent", "decision", *ABOUT)
    alike = Directive.objects.filter(
        issued_by=drawn.issued_by,
        issued_at__gt=at - SAME_FOR,
        withdrawn_at=None,
        **_same(drawn, *told),
    )
    for each in alike.prefetch_related("charges", "enclosures"):
        units = {charge.unit_id for charge in each.charges.all()}
        if units == set(order.units) and _encloses(each, order.files):
            return each
    return None


def _encloses(directive: Directive, files: Sequence[Kept]) -> bool:
    with_it = {each.digest for each in directive.enclosures.all() if each.step_id is None}
    return with_it == {each.digest for each in files}
