"""Who may read a directive, written down as it is issued; what moves in the city later is not."""

from collections.abc import Iterable

from kentongan.command.models import Charge, Directive, Reader
from kentongan.command.units import above

Pair = tuple[int | None, int | None]
"""A unit or a person, by id."""


def write_readers(directive: Directive, units: Iterable[int], parent: Charge | None) -> None:
    """Write who reads it; whoever it goes to may read the ordinary ones above as well."""
    chain, named = list(_chain(parent)), list(units)
    if directive.is_secret:
        _keep(directive, _secret(directive, named, chain))
        return
    _keep(directive, _plain(directive, named))
    for charge in chain:
        _keep(charge.directive, {(unit, None) for unit in named})
    if parent is not None:
        above_it = Reader.objects.filter(directive=parent.directive_id)
        _keep(directive, set(above_it.values_list("unit_id", "user_id")))


def _chain(parent: Charge | None) -> Iterable[Charge]:
    """The charges above, the nearest first."""
    while parent is not None:
        yield parent
        parent = parent.directive.parent


def _secret(directive: Directive, units: list[int], chain: list[Charge]) -> set[Pair]:
    people = {directive.issued_by_id, *(charge.directive.issued_by_id for charge in chain)}
    places = {*units, *(charge.unit_id for charge in chain)}
    return {*((None, pk) for pk in people), *((pk, None) for pk in places)}


def _plain(directive: Directive, units: list[int]) -> set[Pair]:
    places = {pk for unit in (directive.unit_id, *units) for pk in above(unit)}
    return {*((pk, None) for pk in places), (None, directive.issued_by_id)}


def _keep(directive: Directive, pairs: set[Pair]) -> None:
    rows = [
        Reader(directive=directive, unit_id=unit, user_id=user)
        for unit, user in sorted(pairs, key=str)
    ]
    Reader.objects.bulk_create(rows, ignore_conflicts=True)
