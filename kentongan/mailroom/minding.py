"""Who at work is written to about an entry: whoever has the matter in hand, or it climbed to.

A reminder is for whoever holds the case, or reads what comes in; a miss for those it was handed
up to; an objection for those who may decide it and did not refuse. Nobody hears of what they did
themselves, nor of a case that is not theirs to see.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from django.db.models import QuerySet

from kentongan.casework.escalating import unit_at
from kentongan.casework.models import Case, Deadline, Escalation, Objection
from kentongan.casework.reaching import reaches
from kentongan.catalogue.models import DeadlineRule
from kentongan.journal.models import Entry
from kentongan.mailroom.colleagues import LEADING, Staff, staff_of
from kentongan.mailroom.memos import ARRIVALS, ASSIGNED, DISPUTED, ESCALATED, OBJECTED, REMINDED
from kentongan.people.models import Role, User, Wish
from kentongan.people.permissions import Act

Row = Deadline | Escalation | Objection
ROWS: Mapping[str, QuerySet[Any]] = {
    REMINDED: Deadline.objects.all(),
    ESCALATED: Escalation.objects.all(),
    OBJECTED: Objection.objects.select_related("disposition"),
}


class Told(NamedTuple):
    """An entry with the case it is about and the row that says more."""

    entry: Entry
    case: Case | None = None
    row: Row | None = None


class Owed(NamedTuple):
    """What somebody is to hear of."""

    told: Told
    user: User


def owed(entries: Iterable[Entry]) -> list[Owed]:
    """Return whom these entries are owed to (at most seven statements, however many they are)."""
    known = list(told_of(entries))
    if not known:
        return []
    people = {pk for told in known for pk in (_holder(told), _himself(told)) if pk}
    units = {_unit(told) for told in known if told.case}
    staff = staff_of(units, people, has_gate=any(map(_asks_the_gate, known)))
    return [Owed(told, user) for told in known for user in _hearers(told, staff)]


def told_of(entries: Iterable[Entry]) -> Iterator[Told]:
    """Each entry with its case and row; what is gone is left out (at most four statements)."""
    known = list(entries)
    cases = Case.objects.in_bulk({entry.about_id for entry in known if entry.about == "case"})
    rows = {kind: _rows(rows, kind, known) for kind, rows in ROWS.items()}
    for entry in known:
        if entry.kind in ARRIVALS:
            yield Told(entry)
        elif entry.about_id in cases:
            row = rows.get(entry.kind, {}).get(entry.particulars.get("row"))
            yield Told(entry, cases[entry.about_id], row)


def _rows(rows: QuerySet[Any], kind: str, entries: list[Entry]) -> Mapping[Any, Row]:
    wanted = {entry.particulars["row"] for entry in entries if entry.kind == kind}
    return {row.pk: row for row in rows.filter(pk__in=wanted)} if wanted else {}


def _unit(told: Told) -> int:
    """The unit whose people are to hear."""
    entry, case, row = told
    assert case is not None  # noqa: S101  # only asked where there is one
    if isinstance(row, Escalation):
        return row.unit_id
    if entry.kind == DISPUTED and not case.is_oversight:
        return unit_at(Escalation.Step(entry.particulars["step"]), case.unit_id)
    return case.unit_id


def _holder(told: Told) -> int | None:
    """Whoever has the case in hand, or just got it."""
    if told.entry.kind == ASSIGNED:
        return int(told.entry.particulars["officer"])
    return told.case.officer_id if told.case else None


def _himself(told: Told) -> int | None:
    return told.entry.about_id if told.entry.kind in ARRIVALS else None


def _hearers(told: Told, staff: Staff) -> Iterator[User]:
    case, entry = told.case, told.entry
    if case is None:
        yield from filter(is_reached, staff.one(_himself(told)))
        return
    for user in {each.pk: each for each in _meant(told, staff)}.values():
        if user.pk != entry.by_id and is_reached(user) and reaches(user, Act.SEE, case):
            yield user


def _asks_the_gate(told: Told) -> bool:
    """Whether those are to hear who read what comes in, or may have to."""
    is_unread = isinstance(told.row, Deadline) and told.row.binds == DeadlineRule.Binds.VERIFY
    return is_unread or told.entry.kind == OBJECTED


def _meant(told: Told, staff: Staff) -> list[User]:
    kind, holder = told.entry.kind, staff.one(_holder(told))
    if kind == ASSIGNED:
        return holder
    if kind == REMINDED and _asks_the_gate(told):
        return staff.keeping_the_gate() or staff.of(_unit(told))
    if kind == REMINDED:
        return holder or staff.of(_unit(told), Role.OFFICER)
    if kind == OBJECTED:
        return _deciders(told, staff)
    leading = staff.of(_unit(told), *LEADING)
    return [*leading, *holder] if kind == DISPUTED else leading


def _deciders(told: Told, staff: Staff) -> list[User]:
    """Those who lead the unit and may decide; where there is none, those who keep the gate."""
    row, case = told.row, told.case
    if not isinstance(row, Objection) or case is None:
        return []
    for asked in (staff.of(case.unit_id, *LEADING), staff.keeping_the_gate()):
        able = [user for user in asked if reaches(user, Act.DECIDE_OBJECTION, case)]
        if others := [user for user in able if user.pk != row.disposition.by_id]:
            return others
    return []


def is_reached(user: User) -> bool:
    """Whether they wish letters and somewhere to get them."""
    return user.letters != Wish.NONE and bool(user.email or user.phone)
