"""Signing in, slowed down for whoever guesses.

Failures are counted per account and per device (a random cookie), not per address, because
mobile carriers put whole neighbourhoods behind one. Ten failures in a quarter of an hour close
the door to that account from unknown devices, or to that device, until the quarter has passed.
"""

from datetime import datetime, timedelta

from django.contrib.auth import authenticate
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kentongan.journal.recording import record
from kentongan.people.models import SignInFailure, User
from kentongan.toolbox.refusals import Forbidden, Unprocessable

MOST_FAILURES = 10
WINDOW = timedelta(minutes=15)


class WrongCredentials(Unprocessable):
    code = "wrong_credentials"
    sentence = _("That name and password do not belong together.")


class TooManyAttempts(Forbidden):
    code = "too_many_attempts"
    sentence = _("Too many attempts. Please wait a quarter of an hour and try again.")


def sign_in(username: str, password: str, *, device: str, is_known: bool, at: datetime) -> User:
    """Return the user whom name and password belong to.

    :param device: a random mark kept in a cookie of the browser
    :param is_known: whether this account has signed in on this device before; such a device
        is not locked out by what strangers do to the account elsewhere
    :raises TooManyAttempts: if this account or this device has failed too often just now
    :raises WrongCredentials: if they do not match or the account is closed
    """
    name = username.strip().lower()[:60]
    here = Q(username=name, device=device)
    counted = here if is_known else Q(username=name) | Q(device=device)
    if SignInFailure.objects.filter(counted, at__gt=at - WINDOW).count() >= MOST_FAILURES:
        raise TooManyAttempts
    user = authenticate(username=name, password=password)
    if not isinstance(user, User):
        SignInFailure.objects.create(username=name, device=device, at=at)
        raise WrongCredentials
    with transaction.atomic():
        SignInFailure.objects.filter(here | Q(at__lt=at - WINDOW)).delete()
        record("user.signed_in", about=("user", user.pk), by=user, at=at)
    return user
