"""Parties asked by a link, told at the desk: whose word it is stands in the title."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from kentongan.casework.history import Event


def _name(event: Event) -> str:
    return event.detail.removeprefix("party:")


PARTIES: dict[str, Callable[[Event, Any], str]] = {
    "case.party_invited": lambda event, telling: _("%(name)s was asked") % {"name": _name(event)},
    "case.party_answered": lambda event, telling: _("%(name)s answered") % {"name": _name(event)},
    "case.party_revoked": lambda event, telling: (
        _("The link of %(name)s was taken back") % {"name": _name(event)}
    ),
}
