"""Publishing the stage as signed CAP: Alert, Update, Cancel; each names those before it."""

from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction

from kentongan.journal.recording import record
from kentongan.places.directory import directory
from kentongan.situation.cap.alert import MessageType
from kentongan.situation.cap.writing import written
from kentongan.stage.changes import latest_change
from kentongan.stage.composing import LASTS, Going, compose
from kentongan.stage.holding import take_lookout
from kentongan.stage.models import Stage, StageChange, StageMessage
from kentongan.stage.signing import key_pair, sign
from kentongan.stage.stages import NORMAL
from kentongan.toolbox.schemas import current

AHEAD = timedelta(hours=2)
"""So long before its end a message is renewed."""


def publish(change: StageChange, *, at: datetime) -> StageMessage:
    """Write the message about a change, signed, in the transaction of the act."""
    stage = Stage.objects.get(level=change.level)
    sent = at.replace(microsecond=0)  # as it stands in the message, and in those that name it
    before = _before(sent)
    number = StageMessage.objects.filter(change=change).count() + 1
    identifier = f"{directory().profile.slug}.siaga.{change.pk}.{number}"
    going = Going(_kind(change, before), identifier, before, sent)
    alert = compose(change, stage, going)
    pair = key_pair(current().schema_name, directory().profile.name, at=at)
    body = sign(written(alert), pair)
    return StageMessage.objects.create(
        change=change,
        identifier=identifier,
        kind=going.kind,
        sender=alert.sender,
        sent_at=sent,
        expires_at=sent + LASTS,
        body=body,
        digest=sha256(body).hexdigest(),
    )


@transaction.atomic
def renew_message(*, at: datetime) -> int:
    """Say anew that the stage still holds, before the last message ends; returns how many."""
    change = latest_change()
    if change is None or change.level == NORMAL:
        return 0
    last = StageMessage.objects.filter(change=change).order_by("-pk").first()
    if last is None or last.expires_at - at > AHEAD or take_lookout() is None:
        return 0
    if StageMessage.objects.filter(pk__gt=last.pk).exists() or latest_change() != change:
        return 0  # somebody was first
    made = publish(change, at=at)
    told = {"change": change.pk, "digest": made.digest}
    record("stage.message_renewed", about=("stage_message", made.pk), by=None, at=at, **told)
    return 1


def _before(at: datetime) -> list[StageMessage]:
    """Return what a new message takes the place of: all since the last Cancel that still hold.

    Where none holds any more, the last of them: a Cancel has to name something.
    """
    over = StageMessage.objects.filter(kind=MessageType.CANCEL).order_by("-pk").first()
    chain = StageMessage.objects.filter(pk__gt=over.pk if over else 0).order_by("pk")
    return list(chain.filter(expires_at__gt=at)) or list(chain.order_by("-pk")[:1])


def _kind(change: StageChange, before: list[StageMessage]) -> MessageType:
    if change.level == NORMAL:
        return MessageType.CANCEL
    return MessageType.UPDATE if before else MessageType.ALERT
