"""What is written to those at work: number, type, kelurahan and deadline.

Nothing a reporter typed, and nobody's name but the reader's.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kentongan.journal.models import Entry
from kentongan.mailroom.sayings import is_first
from kentongan.mailroom.wording import Particulars, always


@dataclass(frozen=True, slots=True)
class Memo:
    """A letter about one matter, and what stands for it in the line of a letter about many."""

    subject: Promise
    short: Promise
    opening: Promise
    brief: Promise
    is_urgent: bool = True
    """Whether it goes out at once; else with the next morning's letter."""
    tells: Callable[[Particulars], bool] = always


REMINDED, ESCALATED, DISPUTED = "deadline.reminded", "case.escalated", "case.disputed"
ASSIGNED, OBJECTED = "case.assigned", "case.objected"

MEMOS: Mapping[str, Memo] = {
    REMINDED: Memo(
        _("Case %(reference)s: the deadline is near"),
        _("Case %(reference)s: the deadline is near."),
        _("A deadline of case %(reference)s is near."),
        _("the deadline is near"),
        is_urgent=False,
    ),
    ESCALATED: Memo(
        _("Case %(reference)s has been handed up to you"),
        _("Case %(reference)s missed its deadline and was handed up to you."),
        _("Case %(reference)s missed a deadline and was handed up to you on %(when)s."),
        _("handed up to you"),
    ),
    DISPUTED: Memo(
        _("Case %(reference)s: it is not fixed"),
        _("Case %(reference)s was said to be done and is not; it was handed up."),
        _(
            "Case %(reference)s was said to be done, and somebody who looked says that it is not. "
            "It was opened again on %(when)s, one step higher."
        ),
        _("said to be done, and is not"),
        tells=is_first,
    ),
    ASSIGNED: Memo(
        _("Case %(reference)s is in your hands"),
        _("Case %(reference)s is in your hands now."),
        _("Case %(reference)s was assigned to you on %(when)s."),
        _("assigned to you"),
    ),
    OBJECTED: Memo(
        _("Case %(reference)s: an objection waits"),
        _("Case %(reference)s: an objection to its refusal waits to be decided."),
        _(
            "A reporter objected on %(when)s to the refusal of case %(reference)s. Somebody who "
            "did not refuse it has to decide."
        ),
        _("an objection waits"),
    ),
}
ADDED, READDRESSED = "user.added", "user.readdressed"
ARRIVAL = Memo(
    _("Letters about your work come here"),
    _("Letters about your work come to this number from now on."),
    _("Since %(when)s this address gets the letters about your work at %(city)s."),
    _("this address is yours"),
)
"""Said to a new address, so that a wrong one is found before it matters."""
ARRIVALS = frozenset({ADDED, READDRESSED})

ABOUT = _("It is about: %(type)s, %(place)s.")
DUE = _("Its deadline: %(due)s.")
CONFIDENTIAL = _("It is confidential; what it is about stands at the desk alone.")
OPEN_CASE = _("Open it at the desk:")
OPEN_QUEUE = _("Open your queue:")
WISHES = _("Which letters come, and where to, you say here:")
MANY = _("%(count)s matters wait for you")
MANY_SHORT = _("%(count)s matters wait for you at the desk.")
MANY_OPENING = _("These matters wait for you:")
AND_MORE = _("… and %(count)s more; open your queue.")


def minded(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries about which somebody at work is written to."""
    return (entry for entry in entries if _is_told(entry))


def _is_told(entry: Entry) -> bool:
    if entry.kind == READDRESSED:
        return bool(entry.particulars["is_new"])
    memo = MEMOS.get(entry.kind)
    return entry.kind == ADDED or (memo is not None and memo.tells(entry.particulars))
