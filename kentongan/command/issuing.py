"""Issuing a directive: to units under one's own, due ahead, a part never later than its whole."""

from datetime import datetime

from django.db import transaction

from kentongan.casework.holding import WordsMissing
from kentongan.command.enclosing import enclose
from kentongan.command.models import Charge, Directive
from kentongan.command.naming import checked
from kentongan.command.orders import (
    DueBeyondParent,
    NotReceived,
    NotUnderYou,
    Order,
    SecretAsItsWhole,
    check_due,
)
from kentongan.command.reading_out import write_readers
from kentongan.command.repeating import key_of, refuse_again
from kentongan.command.seeing import NoSuchDirective, hold_charge
from kentongan.command.stepping import clocks, step
from kentongan.command.units import below, own_units
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.pressing import wait_for_own
from kentongan.places.models import Unit
from kentongan.toolbox.refusals import Unprocessable
from kentongan.toolbox.words import tidy

MOST_UNITS = 200
ROOM: tuple[str, ...] = (Charge.State.RECEIVED, Charge.State.IN_PROGRESS, Charge.State.RETURNED)
"""States in which a part may be passed down."""


@transaction.atomic
def issue(order: Order, *, by: User, at: datetime) -> Directive:
    """Issue a directive; a part of another one names the charge it is passed down from.

    :raises NotUnderYou: if a unit does not stand under the issuer's
    :raises DueGone: if it would be due in the past; DueTooFar if in more than ten years
    :raises DueBeyondParent: if it would be due after what it is a part of
    :raises AlreadyIssued: if the same was issued a moment ago
    :raises WordsMissing: if neither words nor a voice note say what is to be done
    """
    wait_for_own(by)
    parent = hold_charge(order.parent, by=by) if order.parent else None
    units = _addressees(order, _from(order, parent, by))
    directive = _drawn(order, parent, by, at)
    refuse_again(order, directive, at)
    _check(order, parent, at)
    directive.save(force_insert=True)
    charges = [_charge(directive, unit, by, at) for unit in units]
    write_readers(directive, [charge.unit_id for charge in charges], parent)
    enclose(order.files, directive)
    if parent is not None and parent.state != Charge.State.IN_PROGRESS:
        step(parent, Charge.State.IN_PROGRESS, by=by, at=at)
    told = {"charges": [charge.pk for charge in charges]}
    record("directive.issued", about=("directive", directive.pk), by=by, at=at, **told)
    return directive


def _from(order: Order, parent: Charge | None, by: User) -> Unit:
    own = own_units(by)
    wanted = parent.unit_id if parent else order.unit
    chosen = next((unit for pk, unit in own.items() if wanted in (None, pk)), None)
    if chosen is None:
        raise NoSuchDirective
    return chosen


def _addressees(order: Order, unit: Unit) -> list[Unit]:
    known = {each.pk: each for each in below(unit)}
    wanted = dict.fromkeys(order.units)
    if not wanted or len(wanted) > MOST_UNITS or not known.keys() >= wanted.keys():
        raise NotUnderYou(field="units")
    return [known[pk] for pk in wanted]


def _check(order: Order, parent: Charge | None, at: datetime) -> None:
    if order.nature not in Directive.Nature.values:
        raise Unprocessable(field="nature")
    check_due(order.due_at, at=at)
    is_voiced = any(each.kind == "voice" for each in order.files)
    if not tidy(order.words, field="words") and not is_voiced:
        raise WordsMissing(field="words")
    if parent is None:
        return
    if parent.state not in ROOM:
        raise NotReceived
    if order.due_at > parent.due_at:
        raise DueBeyondParent(field="due")
    if parent.directive.is_secret != (order.nature == Directive.Nature.SECRET):
        raise SecretAsItsWhole(field="nature")


def _drawn(order: Order, parent: Charge | None, by: User, at: datetime) -> Directive:
    is_secret = order.nature == Directive.Nature.SECRET
    about = checked(order.about, by=by, is_secret=is_secret)
    above = parent.directive if parent else None
    return Directive(
        unit=_from(order, parent, by),
        issued_by=by,
        issued_at=at,
        words=tidy(order.words, field="words"),
        nature=order.nature,
        due_at=order.due_at,
        ceiling=parent.due_at if parent else None,
        parent=parent,
        root_id=(above.root_id or above.pk) if above else None,
        decision=order.decision,
        about_kind=about.kind,
        about_id=about.id,
        about_address=about.address,
        about_title=about.title,
        key=key_of(order, by),
    )


def _charge(directive: Directive, unit: Unit, by: User, at: datetime) -> Charge:
    charge = Charge.objects.create(
        directive=directive,
        unit=unit,
        due_at=directive.due_at,
        ceiling=directive.ceiling,
        **clocks(directive.due_at, at),
    )
    step(charge, Charge.State.ISSUED, due_at=directive.due_at, by=by, at=at)
    return charge
