"""An order: what is asked, before it is issued; and the ways in which it is refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from kentongan.command.enclosing import Kept
from kentongan.command.models import Charge, Decision, Directive
from kentongan.command.subjects import BARE, About
from kentongan.toolbox.refusals import Conflict, Unprocessable

FARTHEST = timedelta(days=3653)


class NotUnderYou(Unprocessable):
    code = "not_under_you"
    sentence = _("Please choose units that stand under your own.")


class DueGone(Unprocessable):
    code = "due_gone"
    sentence = _("Please choose a moment in the future.")


class DueTooFar(Unprocessable):
    code = "due_too_far"
    sentence = _("Please choose a moment within the next ten years.")


class DueBeyondParent(Unprocessable):
    code = "due_beyond_parent"
    sentence = _("A part cannot be due later than the directive it belongs to.")


class SecretAsItsWhole(Unprocessable):
    """Else its being open would tell those who may not know that there is one."""

    code = "secret_as_its_whole"
    sentence = _("A part is secret exactly when its directive is.")


class NotReceived(Conflict):
    code = "not_received"
    sentence = _("Acknowledge the directive first, before you delegate any part of it.")


class AlreadyIssued(Conflict):
    """The same came twice; `.earlier` is what was issued the first time."""

    code = "already_issued"
    sentence = _("This has been issued already.")

    def __init__(self, earlier: Directive) -> None:
        super().__init__()
        self.earlier = earlier


def check_due(due_at: datetime, *, at: datetime, field: str = "due") -> None:
    """Refuse a moment that is past, or farther ahead than anybody means.

    :raises DueGone: or
    :raises DueTooFar: accordingly
    """
    if due_at <= at:
        raise DueGone(field=field)
    if due_at - at > FARTHEST:
        raise DueTooFar(field=field)


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked; `unit` is the one it comes from, None the issuer's first."""

    words: str
    units: tuple[int, ...]
    due_at: datetime
    nature: str = Directive.Nature.ORDINARY
    about: About = BARE
    files: Sequence[Kept] = ()
    unit: int | None = None
    parent: Charge | None = None
    decision: Decision | None = None
    key: str = ""
    """What the form was marked with: it, or the same order in another, is the same directive."""
