"""Whether somebody may do something to one case that is already at hand, without asking again.

Says of one row what `CaseQuerySet.reachable_by` says of many; a test holds the two together.
"""

from collections.abc import Iterator

from kentongan.casework.models import Case
from kentongan.casework.selecting import keeps_the_gate
from kentongan.people.models import Membership, User
from kentongan.people.permissions import Act, Scope, allowing, inspecting, leave_of
from kentongan.places.directory import directory


def reaches(user: User, act: Act, case: Case) -> bool:
    """Whether the user may do this to the case (no statement)."""
    if case.is_oversight:
        return inspecting(user, act)
    above = set(_units_above(case.unit_id))
    return any(_reaches(membership, case, above) for membership in allowing(user, act))


def reads_in_confidence(user: User, act: Act, case: Case) -> bool:
    """Whether the user is of the responsible unit or the gate, who alone read what is *rahasia*."""
    if case.is_oversight:
        return inspecting(user, act)
    above = set(_units_above(case.unit_id))
    return any(
        _reaches(membership, case, above) and _is_trusted(membership, case)
        for membership in allowing(user, act)
    )


def _is_trusted(membership: Membership, case: Case) -> bool:
    return keeps_the_gate(membership) or membership.unit_id == case.unit_id


def _reaches(membership: Membership, case: Case, above: set[int]) -> bool:
    if case.is_confidential and not _is_trusted(membership, case):
        return False
    scope = leave_of(membership).scope
    if scope == Scope.NOTHING:
        return False
    if scope == Scope.CITY or membership.unit_id in above:
        return True
    governed = membership.unit.governs_id
    places = {case.jurisdiction_id, case.kecamatan_id}
    return scope == Scope.PLACE and governed is not None and governed in places


def may_judge(user: User, case: Case) -> bool:
    """Whether the user leads the kelurahan or kecamatan of a case that another unit works on."""
    places = {case.jurisdiction_id, case.kecamatan_id}
    is_head = any(m.unit.governs_id in places for m in allowing(user, Act.CONFIRM))
    return is_head and case.unit_id not in {m.unit_id for m in user.standing}


def _units_above(unit_id: int | None) -> Iterator[int]:
    """The unit and every unit it reports to; a circle in the data ends the walk."""
    units, seen = directory().units, set()
    while unit_id is not None and unit_id not in seen:
        seen.add(unit_id)
        yield unit_id
        unit_id = units[unit_id].reports_to_id if unit_id in units else None
