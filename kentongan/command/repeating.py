"""The same order twice: a form pressed double, or sent once more over a bad line, is one directive.

A form gone back to has another key; so the very same order of the same person is one for a while.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from kentongan.command.enclosing import Kept
from kentongan.command.models import Directive
from kentongan.command.orders import AlreadyIssued, Order
from kentongan.people.models import User

SAME_FOR = timedelta(minutes=15)
LONGEST_KEY = 60


def wait_for_own(by: User) -> None:
    """Have two presses of one person come one after the other."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)


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


def _alike(order: Order, drawn: Directive, at: datetime) -> Directive | None:
    told = ("unit", "words", "nature", "due_at", "parent", "decision", "about_kind", "about_id")
    same = {name: getattr(drawn, name) for name in (*told, "about_address")}
    alike = Directive.objects.filter(
        issued_by=drawn.issued_by, issued_at__gt=at - SAME_FOR, withdrawn_at=None, **same
    )
    for each in alike.prefetch_related("charges", "enclosures"):
        units = {charge.unit_id for charge in each.charges.all()}
        if units == set(order.units) and _encloses(each, order.files):
            return each
    return None


def _encloses(directive: Directive, files: Sequence[Kept]) -> bool:
    with_it = {each.digest for each in directive.enclosures.all() if each.step_id is None}
    return with_it == {each.digest for each in files}
