"""Withdrawing a directive with a reason: whatever is open of it and below it ends."""

from datetime import datetime

from django.db import transaction

from kentongan.casework.holding import sentence
from kentongan.command.models import Charge, Directive
from kentongan.command.seeing import DirectiveEnded, NoSuchDirective, lock_tree, may_judge
from kentongan.command.stepping import step
from kentongan.journal.recording import record
from kentongan.people.models import User

State = Charge.State


@transaction.atomic
def withdraw(directive: Directive, reason: str, *, by: User, at: datetime) -> Directive:
    """Take a directive back, and with it every part of it that is still open.

    :raises NoSuchDirective: if it is not the user's
    :raises DirectiveEnded: if nothing of it is open
    :raises WordsMissing: without a reason
    """
    lock_tree(directive)
    held = Directive.objects.get(pk=directive.pk)
    if not may_judge(by, held):
        raise NoSuchDirective
    if not Charge.objects.filter(directive=held, done_at=None).exists():
        raise DirectiveEnded
    words = sentence(reason, field="reason")
    open_charges = _end(held, words, by, at)
    told = {"charges": [charge.pk for charge in open_charges]}
    record("directive.withdrawn", about=("directive", held.pk), by=by, at=at, **told)
    return held


def _end(directive: Directive, words: str, by: User, at: datetime) -> list[Charge]:
    """End what is open of it and of all below; return whose charges that were."""
    ended: list[Charge] = []
    ahead = [directive]
    while ahead:
        each = ahead.pop()
        each.withdrawn_at, each.withdrawn_by, each.reason = at, by, words
        each.save(update_fields=["withdrawn_at", "withdrawn_by", "reason"])
        charges = list(Charge.objects.filter(directive=each, done_at=None))
        for charge in charges:
            step(charge, State.WITHDRAWN, words, by=by, at=at)
        ended += charges
        below = Charge.objects.filter(directive__parent__directive=each, done_at=None)
        ahead += Directive.objects.filter(pk__in=below.values("directive"))
    return ended
