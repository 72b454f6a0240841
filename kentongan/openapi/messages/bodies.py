"""The bytes that a provider sends: read once, bounded, and believed only with its signature."""

import hmac
import json
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _

from kentongan.intake.hearing import rebuff
from kentongan.intake.messages import Rebuff
from kentongan.toolbox.refusals import Forbidden

LARGEST = 3 * 2**20
"""Bytes of one call; WhatsApp's are the largest
(https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/components)."""


class WrongSignature(Forbidden):
    code = "wrong_signature"
    sentence = _("This call does not bear the signature that was agreed upon.")


class Unusable(Exception):
    """A body that nobody can use: too large (413), or not what was announced (400)."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def body_of(request: HttpRequest) -> bytes:
    """Return the bytes as they came.

    :raises Unusable: if there are too many, or fewer than announced
    """
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        raise Unusable(413)
    try:
        raw = request.read(LARGEST + 1)
    except UnreadablePostError as fault:
        raise Unusable(400) from fault
    if len(raw) > LARGEST:
        raise Unusable(413)
    return raw


def check_hmac(raw: bytes, secret: str, said: str, *, channel: str) -> None:
    """See that the bytes were signed with the secret (`sha256=…`, HMAC).

    :raises WrongSignature: if not; it is counted
    """
    right = "sha256=" + hmac.new(secret.encode(), raw, sha256).hexdigest()
    check_secret(right, said, channel=channel)


def check_secret(right: str, said: str, *, channel: str) -> None:
    """See that what was said is right, without telling by the time it takes how much of it is.

    :raises WrongSignature: if not; it is counted
    """
    if not constant_time_compare(right, said):
        rebuff(channel, Rebuff.Why.SIGNATURE, at=timezone.now())
        raise WrongSignature


def parsed(raw: bytes) -> dict[str, Any]:
    """Return the object that the bytes spell.

    :raises Unusable: if they spell none
    """
    try:
        told = json.loads(raw)
    except (ValueError, RecursionError) as fault:
        raise Unusable(400) from fault
    if not isinstance(told, dict):
        raise Unusable(400)
    return told


def refused(channel: str, fault: Unusable) -> HttpResponse:
    """Answer a body that nobody can use, and count it."""
    rebuff(channel, Rebuff.Why.BODY, at=timezone.now())
    return HttpResponse(status=fault.status, content_type="text/plain")
