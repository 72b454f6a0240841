"""What purposes and outcomes of a visit are called at the desk."""

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kentongan.casework.history import Event
from kentongan.visiting.models import Stop

Words = Mapping[str, str | Promise]

PURPOSES: Words = {
    Stop.Purpose.LOOK: gettext_lazy("look"),
    Stop.Purpose.CHECK: gettext_lazy("check a claim"),
    Stop.Purpose.SPEAK: gettext_lazy("speak with the reporter"),
    Stop.Purpose.OTHER: gettext_lazy("something else"),
}
OUTCOMES: Words = {
    Stop.Outcome.AS_TOLD: gettext_lazy("as told"),
    Stop.Outcome.OTHERWISE: gettext_lazy("not as told"),
    Stop.Outcome.NOBODY: gettext_lazy("nobody there"),
    Stop.Outcome.UNREACHED: gettext_lazy("could not get there"),
}


def visited(event: Event, telling: Any) -> str:
    """Return the title of what was found at a case."""
    return _("Visited: %(outcome)s") % {"outcome": OUTCOMES.get(event.detail, event.detail)}
