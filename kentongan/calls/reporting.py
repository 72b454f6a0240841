"""Reporting: an exchange says at the end, or from its records, how a call went.

What was told while it happened stands; a record only adds what is missing: a call that we know
nothing of (we were down), or an end that got lost. So the same records twice do nothing.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from kentongan.calls.call import Call
from kentongan.calls.deleting import ask_to_delete
from kentongan.calls.events import Kind, Told
from kentongan.calls.records import Record, events_of, told
from kentongan.calls.telling import tell
from kentongan.journal.recording import record


class Reported(NamedTuple):
    """What a record has changed: the call was unknown, or its end, or its recording was."""

    call: Call
    is_new: bool
    is_changed: bool


class Backfilled(NamedTuple):
    """How many records told of calls that we did not know, or had no end of, or knew well."""

    new: int
    mended: int
    known: int


@transaction.atomic
def report(written: Record, *, pbx: str, at: datetime, is_backfilled: bool = False) -> Reported:
    """Take in how a call went; a recording is kept only with leave.

    :param is_backfilled: whether it comes from the books, and not from the call's own end
    """
    known = Call.objects.filter(pbx=pbx, pbx_call_id=written.call_id).first()
    heard = [
        tell(event, pbx=pbx, at=at, is_backfilled=is_backfilled)
        for event in (_missing(written, known) if known else events_of(written))
    ]
    call = Call.objects.select_for_update(no_key=True).get(pbx=pbx, pbx_call_id=written.call_id)
    is_changed = any(not each.is_known for each in heard) | _keep_recording(call, written, at)
    if is_changed:
        facts = {"is_recorded": bool(call.recording)}
        record("call.reported", about=("call", call.pk), by=None, at=at, **facts)
    return Reported(call, known is None, is_changed)


def back_fill(records: Iterable[Record], *, pbx: str, at: datetime) -> Backfilled:
    """Take in an exchange's records, each for itself; whoever was not answered is to be called."""
    new = mended = known = 0
    for written in records:
        done = report(written, pbx=pbx, at=at, is_backfilled=True)
        new += done.is_new
        mended += done.is_changed and not done.is_new
        known += not done.is_changed
    return Backfilled(new, mended, known)


def _missing(written: Record, call: Call) -> Iterable[Told]:
    """What a record adds to a call that we know: books are kept in seconds, we in less.

    So an end from the books is never before something that was told while it happened.
    """
    if call.ended_at is not None:
        return
    last = call.events.order_by("-at").values_list("at", flat=True).first() or call.offered_at
    if written.answered_at and call.answered_at is None:
        at = min(max(written.answered_at, call.offered_at), max(written.ended_at, last))
        yield told(written, Kind.ANSWERED, at, extension=written.extension)
    yield told(written, Kind.ENDED, max(written.ended_at, last), cause=written.disposition)


def _keep_recording(call: Call, written: Record, at: datetime) -> bool:
    """Keep the recording's name if the caller gave leave: to the exchange, or to the operator.

    What was recorded without leave is to be deleted at once.
    """
    may = written.may_record if call.may_record is None else call.may_record
    if not may:
        ask_to_delete(call, written.recording_id, at=at)
    recording = written.recording_id if may and written.recording_id else call.recording
    if (call.may_record, call.recording) == (may, recording):
        return False
    call.may_record, call.recording = may, recording
    call.save(update_fields=["may_record", "recording"])
    return True
