"""Signing in, slowed down for whoever guesses.

Failures are counted per account and per device (a random cookie), not per address, because
mobile carriers put whole neighbourhoods behind one. Within a quarter of an hour ten failures close
the door to that device, and thirty, on whatever devices, to that account from unknown ones: one
stranger's ten tries lock nobody else out. That leaves 2,880 guesses a day at an account: few
against the sixty bits of a password we draw; of one's own, common ones are refused.
"""

from datetime import datetime, timedelta
from math import ceil

from django.contrib.auth import authenticate
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kentongan.journal.recording import record
from kentongan.people.models import SignInFailure, User
from kentongan.toolbox.refusals import Forbidden, Unprocessable

MOST_FAILURES = 10
"""Of one device."""
MOST_OF_ACCOUNT = 30
"""Of one account, over all devices; counts against those on which it has never signed in."""
WINDOW = timedelta(minutes=15)


class WrongCredentials(Unprocessable):
    code = "wrong_credentials"
    sentence = _("That name and password do not belong together.")


class TooManyAttempts(Forbidden):
    code = "too_many_attempts"
    sentence = _("Too many attempts. Please wait a quarter of an hour and try again.")
    elsewhere = _(
        "Too many attempts. Please wait a quarter of an hour and try again. "
        "A device on which you have signed in before still works."
    )

    def __init__(self, left: timedelta, *, is_known: bool) -> None:
        self.seconds = max(1, ceil(left.total_seconds()))
        """Until it may be tried again."""
        super().__init__(self.sentence if is_known else self.elsewhere)


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
    _let_try(name, device, is_known=is_known, at=at)
    user = authenticate(username=name, password=password)
    if not isinstance(user, User):
        SignInFailure.objects.create(username=name, device=device, at=at)
        raise WrongCredentials
    with transaction.atomic():
        SignInFailure.objects.filter(here | Q(at__lt=at - WINDOW)).delete()
        record("user.signed_in", about=("user", user.pk), by=user, at=at)
    return user


def _let_try(name: str, device: str, *, is_known: bool, at: datetime) -> None:
    """Let only those try who have not failed too often; a door is open again with the oldest gone.

    :raises TooManyAttempts: for everybody else
    """
    of_device, of_account = Q(device=device), Q(username=name)
    limits = [(of_device, MOST_FAILURES), (of_account, MOST_OF_ACCOUNT)]
    if is_known:
        limits = [(of_device & of_account, MOST_FAILURES)]
    for counted, most in limits:
        recent = SignInFailure.objects.filter(counted, at__gt=at - WINDOW).order_by("-at")
        failed_at = list(recent.values_list("at", flat=True)[:most])
        if len(failed_at) == most:
            raise TooManyAttempts(failed_at[-1] + WINDOW - at, is_known=is_known)
