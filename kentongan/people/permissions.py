"""The one table of who may do what, and to which cases.

A scope says which cases a membership reaches, a set of acts what it may do to them. What is
not in the table is forbidden, and a forbidden thing looks like a missing one (404).
"""

from dataclasses import dataclass
from functools import cache

from kentongan.people.acts import Act, Scope
from kentongan.people.models import Membership, Role, User

__all__ = ["PERMISSIONS", "STAFF", "Act", "Leave", "Scope"]


@dataclass(frozen=True, slots=True)
class Leave:
    """One line of the table."""

    scope: Scope
    acts: frozenset[Act]


_WORK = frozenset(
    {Act.SEE, Act.NOTE, Act.ASK, Act.ANSWER, Act.CLAIM, Act.FORWARD, Act.PAUSE, Act.JOIN}
    | {Act.WATCH_WALL}
)
_GATE = frozenset(
    {Act.VERIFY, Act.REFUSE, Act.REFER, Act.SET_ASIDE, Act.CORRECT, Act.ASSIGN, Act.REOPEN}
    | {Act.OVERSEE, Act.SCREEN, Act.WIDEN, Act.SEE_IDENTITY}
)
_LEAD = frozenset({Act.SEE, Act.NOTE, Act.REOPEN, Act.WATCH_WALL, Act.DECIDE_OBJECTION})

_HEARING = frozenset({Act.TAKE_CALLS, Act.SERVE_COUNTER})
"""Hearing people: at the telephone, at the counter."""

_WATCH = frozenset({Act.HANDLE_ALARMS, Act.HANDLE_INCIDENTS})
"""Keeping watch in the room: alarms are taken, incidents held together."""

_INSPECT = _WORK | _GATE | {Act.DECIDE_OBJECTION, Act.GUARD_DATA}

PERMISSIONS: dict[Role, Leave] = {
    Role.OPERATOR: Leave(
        Scope.CITY, (_WORK | _GATE | _HEARING | _WATCH | {Act.DECIDE_OBJECTION}) - {Act.CLAIM}
    ),
    Role.SUPERVISOR: Leave(Scope.NOTHING, frozenset({Act.TAKE_CALLS, Act.SUPERVISE_CALLS})),
    Role.OFFICER: Leave(Scope.UNIT, _WORK | {Act.ASSIGN, Act.DIRECT}),
    Role.HEAD: Leave(
        Scope.PLACE,
        _WORK
        | _GATE
        | {Act.CONFIRM, Act.DECIDE_OBJECTION, Act.SERVE_COUNTER, Act.APPOINT_NEIGHBOURS}
        | {Act.DIRECT},
    ),
    Role.LEADER: Leave(Scope.CITY, _LEAD | {Act.AUDIT, Act.DECIDE_STAGE, Act.DIRECT, Act.DECIDE}),
    Role.ADMINISTRATOR: Leave(
        Scope.CITY,
        _WORK
        | _GATE
        | _LEAD
        | _HEARING
        | {Act.RUN_CITY, Act.AUDIT, Act.GUARD_DATA, Act.SUPERVISE_CALLS, Act.EXCHANGE}
        | _WATCH
        | {Act.APPOINT_NEIGHBOURS, Act.SET_ALARMS, Act.RUN_TRANSIT, Act.DIRECT},
    ),
    Role.COUNCIL: Leave(Scope.NOTHING, frozenset({Act.SERVE_GROUP})),
    Role.NEIGHBOUR: Leave(Scope.NOTHING, frozenset({Act.HELP_NEIGHBOURS})),
}


STAFF = frozenset(Role) - {Role.COUNCIL, Role.NEIGHBOUR}
"""Those who work for a unit; the others are only listed at one, and are nobody's officials."""


def works_at(user: User) -> frozenset[int]:
    """Return the units, by id, of whose staff the user is."""
    return frozenset(m.unit_id for m in user.standing if m.role in STAFF)


def leave_of(membership: Membership) -> Leave:
    """Return the line of the table that holds for a membership."""
    return PERMISSIONS[Role(membership.role)]


def allowing(user: User, act: Act) -> tuple[Membership, ...]:
    """Return the memberships by which the user may do this, wherever that reaches.

    None reaches a matter of oversight: for those see `inspecting`.
    """
    if not user.is_active:
        return ()
    return tuple(m for m in user.standing if act in leave_of(m).acts)


def inspecting(user: User, act: Act) -> bool:
    """Whether the user may do this to matters of oversight: as one of the inspectorate.

    The role does not count there, and outside it none is high enough.
    """
    return user.is_active and act in _INSPECT and _inspects(user)


def acts_of(user: User) -> frozenset[Act]:
    """Return everything the user may do anywhere at all."""
    if not user.is_active:
        return frozenset()
    return _acts(frozenset(membership.role for membership in user.standing), _inspects(user))


def may(user: User, act: Act) -> bool:
    """Whether the user may do this anywhere at all."""
    return act in acts_of(user)


@cache
def _acts(roles: frozenset[str], is_inspector: bool) -> frozenset[Act]:
    own = _INSPECT if is_inspector else frozenset[Act]()
    return own.union(*(PERMISSIONS[Role(role)].acts for role in roles))


def _inspects(user: User) -> bool:
    return any(membership.unit.is_inspectorate for membership in user.standing)
