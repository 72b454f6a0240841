"""Mending: somebody works off the letters that failed. They go again, or are given up for good."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.journal.recording import record
from kentongan.mailroom.choosing import PHONES
from kentongan.mailroom.dialling import dialled
from kentongan.mailroom.models import Channel, Letter, Reason
from kentongan.mailroom.parcels import Rejected
from kentongan.mailroom.readers import reader_of
from kentongan.mailroom.settling import facts
from kentongan.people.models import User
from kentongan.toolbox.refusals import Conflict, Unprocessable

LONGEST_NUMBER = 20
BY_HAND = (Reason.TOLD, Reason.UNREACHABLE, Reason.OUTDATED)
"""Why somebody may give a letter up."""
TYPED = PHONES | {Channel.EMAIL}
"""Channels whose addresses a person can type."""


class NotFailed(Conflict):
    code = "letter_not_failed"
    sentence = _("Somebody else has already seen to this letter.")


class AddressUnusable(Unprocessable):
    code = "address_unusable"
    sentence = _("No letter can be sent to this address.")


@transaction.atomic
def retry(letter: Letter, *, by: User | None, at: datetime) -> Letter:
    """Put a letter that failed back, with all its tries.

    :raises NotFailed: if somebody else was first
    """
    held = _hold(letter)
    _put_back(held, at)
    record("letter.retried", by=by, at=at, **facts(held))
    return held


@transaction.atomic
def readdress(letter: Letter, address: str, *, by: User, at: datetime) -> Letter:
    """Put another address in the place of the one that failed, and send the letter again.

    :raises AddressUnusable: if it is none
    :raises NotFailed: if somebody else was first, or its reader is gone
    """
    held = _hold(letter)
    if held.reply_id or held.listener_id or held.channel not in TYPED:
        raise AddressUnusable(field="address")
    name, usable = ("phone", _number) if held.channel in PHONES else ("email", _mailbox)
    try:
        reader = reader_of(held)
    except LookupError as fault:
        raise NotFailed from fault
    if reader is None:
        raise NotFailed
    setattr(reader, name, usable(address.strip()))
    reader.save(update_fields=[name])
    back = Letter.objects.filter(service_request=held.service_request_id, bounced_at__isnull=False)
    if held.service_request_id and held.bounced_at:
        back.filter(listener=None).exclude(pk=held.pk).update(bounced_at=None, bounced_on=[])
    _put_back(held, at)
    record("letter.readdressed", by=by, at=at, **facts(held))
    return held


@transaction.atomic
def give_up(letter: Letter, reason: Reason, *, by: User, at: datetime) -> Letter:
    """Leave it unsent for good, and say why; the reason is counted.

    :raises NotFailed: if somebody else was first
    """
    held = _hold(letter)
    held.failed_at, held.withdrawn_at, held.withdrawn_because = None, at, reason
    held.save()
    record("letter.withdrawn", by=by, at=at, reason=reason, **facts(held))
    return held


def _put_back(letter: Letter, at: datetime) -> None:
    letter.next_try_at, letter.failed_at, letter.attempts = at, None, 0
    letter.bounced_at, letter.bounced_on = None, []
    letter.save()


def _hold(letter: Letter) -> Letter:
    held = Letter.objects.select_for_update().get(pk=letter.pk)
    if held.failed_at is None:
        raise NotFailed
    return held


def _mailbox(address: str) -> str:
    try:
        validate_email(address)
    except ValidationError as fault:
        raise AddressUnusable(field="address") from fault
    return address


def _number(address: str) -> str:
    try:
        dialled(address)
    except Rejected as fault:
        raise AddressUnusable(field="address") from fault
    if len(address) > LONGEST_NUMBER:
        raise AddressUnusable(field="address")
    return address
