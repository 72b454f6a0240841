"""Commanding: what an operator asks an exchange to do, kept before it is sent.

Whoever serves the exchange (an adapter, or the exchange itself by the door) fetches what waits,
does it, and says so. It may be fetched twice, so an exchange does one key once. What nobody has
done in time has failed, and the operator sees that it has. What a rule asks for waits (`deleting`).
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Case, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from kentongan.calls.agents import Command
from kentongan.calls.call import Call
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act, may
from kentongan.toolbox.refusals import Conflict, NotFound, Unprocessable

Kind = Command.Kind
LIVES = timedelta(seconds=30)
"""Nobody wants a call answered or ended that was asked for longer ago."""
BATCH = 100
EXPIRED = "expired"
NEEDS = {Kind.TRANSFER: ("to",), Kind.CALL: ("number", "extension"), Kind.ANSWER: ("extension",)}
"""What must be said with a command besides its call."""


class KeyUsed(Conflict):
    code = "idempotency_key_used"
    sentence = _("This key was used for another command.")


class CommandUnusable(Unprocessable):
    code = "command_unusable"
    sentence = _("Something is missing of this command.")


class AlreadyOver(Conflict):
    code = "command_already_over"
    sentence = _("It was said before that this command came to another end.")


@transaction.atomic
def command(
    call: Call | None, kind: Kind, *, key: str, pbx: str, by: User, at: datetime, **body: str
) -> Command:
    """Ask an exchange to do something; the same key again is the same command.

    :param call: the call it is about; None for a call to be made
    :param body: `to` for a transfer, `number` and `extension` for a call, `extension` to answer
    :raises NotFound: if the user takes no calls
    :raises KeyUsed: if the key stands for something else
    """
    if not may(by, Act.TAKE_CALLS):
        raise NotFound
    _check(call, kind, key, body)
    made, is_new = Command.objects.get_or_create(
        idempotency_key=key,
        defaults={"kind": kind, "pbx": pbx, "call": call, "body": body, "by": by, "asked_at": at},
    )
    call_id = call.pk if call else None
    if is_new:
        told = {"command": str(kind), "call": call_id}
        record("command.asked", about=("command", made.pk), by=by, at=at, **told)
    elif (made.kind, made.pbx, made.call_id, made.body) != (kind, pbx, call_id, body):
        raise KeyUsed
    return made


def waiting_for(pbx: str, *, at: datetime) -> QuerySet[Command]:
    """Return what an exchange should do now (one statement): for live calls first, then oldest."""
    waiting = Command.objects.filter(pbx=pbx, done_at=None, failed_at=None)
    fresh = waiting.filter(Q(asked_at__gt=at - LIVES) | Q(kind=Kind.FORGET))
    # Deletions never expire: a heap of them must not stand before a caller who waits.
    live_first = Case(When(kind=Kind.FORGET, then=Value(1)), default=Value(0))
    return fresh.select_related("call").order_by(live_first, "asked_at", "pk")[:BATCH]


@transaction.atomic
def conclude(key: str, *, pbx: str, error: str = "", at: datetime) -> Command:
    """Say that an exchange has done a command, or, with an error, that it could not.

    Saying so again changes nothing.

    :raises NotFound: if this exchange was asked no such thing
    :raises AlreadyOver: if it was said to have ended the other way
    """
    found = Command.objects.select_for_update(of=("self",), no_key=True)
    done = found.filter(idempotency_key=key, pbx=pbx).first()
    if done is None:
        raise NotFound
    if done.done_at or done.failed_at:
        _check_same_end(done, error)
        return done
    _conclude(done, error, at)
    about, call = ("command", done.pk), done.call_id
    record("command.failed" if error else "command.obeyed", about=about, by=None, at=at, call=call)
    return done


@transaction.atomic
def expire_commands(*, at: datetime) -> int:
    """Let up to `BATCH` commands fail that nobody has done in time; return how many."""
    late = Command.objects.filter(done_at=None, failed_at=None, asked_at__lte=at - LIVES)
    late = late.exclude(kind=Kind.FORGET)  # a recording is to be deleted however late
    locked = late.select_for_update(skip_locked=True, of=("self",), no_key=True)
    expired = list(locked.order_by("asked_at")[:BATCH])
    for each in expired:
        _conclude(each, EXPIRED, at)
        record("command.failed", about=("command", each.pk), by=None, at=at, call=each.call_id)
    return len(expired)


def _check(call: Call | None, kind: Kind, key: str, body: dict[str, Any]) -> None:
    if not key or len(key) > 100 or not key.isprintable():
        raise CommandUnusable(field="idempotency_key")
    if call is None and kind is not Kind.CALL:
        raise CommandUnusable(field="call")
    for name in NEEDS.get(kind, ()):
        if not body.get(name):
            raise CommandUnusable(field=name)


def _check_same_end(done: Command, error: str) -> None:
    if bool(error) != bool(done.failed_at):
        raise AlreadyOver


def _conclude(done: Command, error: str, at: datetime) -> None:
    done.done_at, done.failed_at = (None, at) if error else (at, None)
    done.last_error = error[:300]
    if done.kind == Kind.FORGET and not error:
        done.body = {}  # the file is gone, and its name with it
    done.save(update_fields=["done_at", "failed_at", "last_error", "body"])
