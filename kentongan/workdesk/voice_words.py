"""What happened among the voices of a case, told at the desk."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from kentongan.casework.history import Event


def _joined_here(event: Event, telling: Any) -> str:
    return _("%(reference)s was joined to this case") % {"reference": event.detail}


def _separated(event: Event, telling: Any) -> str:
    return _("A voice was split off, to %(reference)s") % {"reference": event.detail}


VOICES: dict[str, Callable[[Event, Any], str]] = {
    "case.joined": lambda event, telling: _("Joined to another case"),
    "case.voice_added": lambda event, telling: _("One more voice: somebody reported the same"),
    "case.voices_joined": _joined_here,
    "case.voice_separated": _separated,
}
