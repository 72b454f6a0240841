"""Repeating: a form that arrives twice is done once, and the second time is told so."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kentongan.people.models import User
from kentongan.toolbox.refusals import Conflict

MOMENT = timedelta(minutes=2)
"""Within it the same words of the same person are taken for one press of a button."""


class AlreadySaid(Conflict):
    code = "already_said"
    sentence = _("Exactly this was kept a moment ago; it is not done twice.")


def see_new(rows: "QuerySet[Any]", *, by: User, at: datetime, **said: str) -> None:
    """See that the same person did not say the same a moment ago (one statement).

    :param rows: of a case that is held, so that two at once come one after the other
    :raises AlreadySaid: if they did
    """
    if rows.filter(by=by, at__gt=at - MOMENT, at__lte=at, **said).exists():
        raise AlreadySaid
