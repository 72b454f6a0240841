"""Connecting an exchange: it is given a secret, by which it is known, until it is taken back.

Both sides need the secret itself to sign with, so that a digest would not do; it is sealed with
a key made of the installation's own, which does not lie in the database.
"""

from base64 import urlsafe_b64encode
from datetime import datetime
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.calls.pbx import Pbx
from kentongan.journal.recording import record
from kentongan.toolbox.refusals import NotFound, Unprocessable

SHORTEST, LONGEST = 16, 200


class SecretUnusable(Unprocessable):
    code = "secret_unusable"
    sentence = _("A secret has 16 to 200 characters.")


class NoSuchPbx(NotFound):
    code = "no_such_pbx"
    sentence = _("No exchange of this name is connected.")


@transaction.atomic
def connect(name: str, secret: str, *, at: datetime) -> Pbx:
    """Let an exchange speak to us; an exchange of that name gets the new secret.

    :raises SecretUnusable: if it is too short to keep anybody out
    """
    if not SHORTEST <= len(secret) <= LONGEST:
        raise SecretUnusable
    wanted = {"secret": _fernet().encrypt(secret.encode()).decode(), "is_active": True}
    new = {**wanted, "added_at": at}
    pbx, _made = Pbx.objects.update_or_create(name=name, defaults=wanted, create_defaults=new)
    record("pbx.connected", about=("pbx", pbx.pk), by=None, at=at)
    return pbx


@transaction.atomic
def disconnect(name: str, *, at: datetime) -> Pbx:
    """Let an exchange speak to us no more; what it told stays.

    :raises NoSuchPbx: if none of that name is connected
    """
    pbx = Pbx.objects.select_for_update().filter(name=name, is_active=True).first()
    if pbx is None:
        raise NoSuchPbx
    pbx.is_active, pbx.secret = False, ""
    pbx.save(update_fields=["is_active", "secret"])
    record("pbx.disconnected", about=("pbx", pbx.pk), by=None, at=at)
    return pbx


def secret_of(name: str) -> str | None:
    """Return the secret shared with an exchange, None if it is not connected (one statement).

    None, too, if the installation's key has changed since: then it has to be connected again.
    """
    sealed = Pbx.objects.filter(name=name, is_active=True).values_list("secret", flat=True).first()
    if sealed is None:
        return None
    try:
        return _fernet().decrypt(sealed.encode()).decode()
    except InvalidToken:
        return None


def _fernet() -> Fernet:
    made = sha256(b"kentongan.calls.pbx" + settings.SECRET_KEY.encode()).digest()
    return Fernet(urlsafe_b64encode(made))
