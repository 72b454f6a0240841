"""Telling: a PBX says that something happened; kept once, folded, told on if the state changed.

The event is laid down first: the same one again costs one statement and changes nothing. An event
of a call nobody knows makes the call, from what it says. An agent's state is about no call.
"""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _
from psycopg.types.json import Jsonb

from kentongan.calls.agents import Agent
from kentongan.calls.attending import attend
from kentongan.calls.call import Call, CallEvent, State
from kentongan.calls.events import EventUnusable, Kind, Told
from kentongan.calls.folding import Folded, fold
from kentongan.calls.numbers import plain
from kentongan.journal.recording import record

ENTRIES = {
    State.OFFERED: "call.offered",
    State.QUEUED: "call.queued",
    State.RINGING: "call.rung",
    State.ANSWERED: "call.answered",
    State.HELD: "call.held",
    State.ENDED: "call.ended",
    State.ABANDONED: "call.abandoned",
}
"""The journal's name for coming into a state."""
AHEAD = timedelta(minutes=10)
"""How far an exchange's clock may be ahead of ours."""
NOT_YET = _("This moment has not come yet: set the exchange's clock.")
KEEP = """
INSERT INTO calls_callevent (pbx, event_id, kind, at, received_at, body, call_id)
SELECT %s, %s, %s, %s, %s, %s,
       (SELECT id FROM calls_call WHERE pbx = %s AND pbx_call_id = %s)
ON CONFLICT (pbx, event_id) DO NOTHING
RETURNING id, call_id
"""
MOMENTS = ("offered_at", "queued_at", "ringing_at", "answered_at", "ended_at")
FOLDED = ("state", "direction", "dialled", "queue", *MOMENTS)


class Heard(NamedTuple):
    """What became of an event."""

    event_id: str
    is_known: bool = False  # it was told before, and changed nothing
    call: Call | None = None
    is_changed: bool = False  # the call, or the agent, is in another state now
    is_unknown_extension: bool = False
    """Nobody here has the extension that the event speaks of; it was kept all the same."""


@transaction.atomic
def tell(event: Told, *, pbx: str, at: datetime, is_backfilled: bool = False) -> Heard:
    """Take in what a PBX told us.

    :param at: when we heard it; the event itself says when it happened
    :param is_backfilled: of a call not known yet, that it comes from records
    :raises EventUnusable: if it tells of what has not happened yet
    """
    if event.at > at + AHEAD:
        raise EventUnusable(
            _("This moment has not come yet: set the exchange's clock."), field="at"
        )
    kept = _keep(event, pbx, at)
    if kept is None:
        return Heard(event.event_id, is_known=True)
    if event.kind is Kind.AGENT:
        is_changed, is_ours = attend(event, at=at)
        return Heard(event.event_id, is_changed=is_changed, is_unknown_extension=not is_ours)
    row, known_call = kept
    call = _hold(event, pbx, is_backfilled)
    if known_call is None:
        CallEvent.objects.filter(pk=row).update(call=call)
    told = events_of(call)
    was = call.state if len(told) > 1 else None
    is_unknown = _apply(call, fold(told))
    if call.state != was:
        about = ("call", call.pk)
        facts = {"agent": call.agent_id, "is_backfilled": call.is_backfilled}
        record(ENTRIES[State(call.state)], about=about, by=None, at=at, **facts)
    return Heard(event.event_id, False, call, call.state != was, is_unknown)


def events_of(call: Call) -> list[Told]:
    """Return everything that was told of a call (one statement)."""
    rows = call.events.values_list("event_id", "kind", "at", "body")
    return [Told(name, Kind(kind), at, call.pbx_call_id, **body) for name, kind, at, body in rows]


def _keep(event: Told, pbx: str, at: datetime) -> tuple[int, int | None] | None:
    """Lay the event down; return its row and its call's, None if it was told before."""
    given: list[Any] = [
        pbx,
        event.event_id,
        event.kind,
        event.at,
        at,
        Jsonb(event.body),
        pbx,
        event.call_id,
    ]
    with connection.cursor() as cursor:
        cursor.execute(KEEP, given)
        found: tuple[int, int | None] | None = cursor.fetchone()
    return found


def _hold(event: Told, pbx: str, is_backfilled: bool) -> Call:
    """Return the call, locked, made if need be.

    The lock leaves foreign keys alone: two events of one call, both laid down already, each hold
    the call's key, and would wait for each other for ever.
    """
    calls = Call.objects.select_for_update(no_key=True)
    found = calls.filter(pbx=pbx, pbx_call_id=event.call_id)
    call = found.first()
    if call is None:
        new = Call(pbx=pbx, pbx_call_id=event.call_id, state=State.OFFERED, offered_at=event.at)
        new.is_backfilled = is_backfilled
        Call.objects.bulk_create([new], ignore_conflicts=True)
        call = found.get()
    return call


def _apply(call: Call, folded: Folded) -> bool:
    """Write what has changed; return whether the extension is nobody's here."""
    agent = _agent(folded.extension)
    # Whoever took an answered call by hand keeps it where the exchange does not say who it is.
    theirs = call.agent_id if folded.answered_at else None
    became = {name: getattr(folded, name) for name in FOLDED}
    became |= {"number": plain(folded.number) or call.number, "agent_id": agent or theirs}
    changed = [name for name, value in became.items() if getattr(call, name) != value]
    for name in changed:
        setattr(call, name, became[name])
    if changed:
        call.save(update_fields=changed)
    return bool(folded.extension) and agent is None


def _agent(extension: str) -> int | None:
    if not extension:
        return None
    agents = Agent.objects.filter(extension=extension)
    return agents.values_list("user_id", flat=True).first()
