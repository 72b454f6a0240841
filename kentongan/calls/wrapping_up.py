"""Wrapping a call up: what it was for, and what the next to talk with them should know."""

from datetime import datetime

from django.db import transaction

from kentongan.calls.call import Call, Purpose, State
from kentongan.calls.deleting import ask_to_delete
from kentongan.calls.drafting import done_with
from kentongan.calls.keeping import AlreadyConcluded, keep_hold
from kentongan.calls.starting import BY_HAND
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.toolbox.words import tidy


@transaction.atomic
def conclude(call: Call, purpose: Purpose, note: str = "", *, by: User, at: datetime) -> Call:
    """Note what a call was for. One by hand ends with it; of others the exchange tells the end.

    :raises AlreadyConcluded: if that was done before
    :raises SomebodyElses: if another agent has the call
    """
    held = keep_hold(call, by=by)
    if held.wrapped_up_at is not None:
        raise AlreadyConcluded
    held.agent, held.purpose, held.note = by, purpose, tidy(note, field="note")
    held.wrapped_up_at = at
    if held.pbx == BY_HAND and held.ended_at is None:
        held.state, held.ended_at = State.ENDED, at
    held.save(update_fields=["agent", "purpose", "note", "wrapped_up_at", "state", "ended_at"])
    done_with(held, at=at)
    told = {"purpose": str(purpose), "seconds": _seconds(held)}
    record("call.concluded", about=("call", held.pk), by=by, at=at, **told)
    return held


@transaction.atomic
def answer_consent(call: Call, is_given: bool, *, by: User, at: datetime) -> Call:
    """Keep what the caller said when asked whether the call may be recorded.

    A no also deletes what was recorded before it.

    :raises SomebodyElses: if another agent has the call
    """
    held = keep_hold(call, by=by)
    held.may_record = is_given
    if not is_given:
        ask_to_delete(held, held.recording, at=at, by=by)
    held.recording = held.recording if is_given else ""
    held.save(update_fields=["may_record", "recording"])
    record("call.recording_answered", about=("call", held.pk), by=by, at=at, is_given=is_given)
    return held


def _seconds(call: Call) -> int | None:
    """How long was spoken; None where the exchange has not told both moments."""
    if call.answered_at is None or call.ended_at is None:
        return None
    return max(0, int((call.ended_at - call.answered_at).total_seconds()))
