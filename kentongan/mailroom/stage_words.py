"""What letters about the city's stage say: which stage, what it means, where to read on."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PROPOSED, CHANGED = "stage.proposed", "stage.changed"


class StageWording(NamedTuple):
    """Subject, sentence and opening of a letter."""

    subject: Promise
    short: Promise
    opening: Promise


STAGE_WORDINGS: Mapping[str, StageWording] = {
    PROPOSED: StageWording(
        _("Stage %(level)s (%(name)s) is proposed: somebody has to decide"),
        _("Stage %(level)s (%(name)s) is proposed for %(city)s; somebody has to decide."),
        _(
            "On %(when)s a rule proposed stage %(level)s (%(name)s) for %(city)s. The evidence "
            "stands at the desk. Until a person decides, nothing changes."
        ),
    ),
    CHANGED: StageWording(
        _("%(city)s is at stage %(level)s (%(name)s)"),
        _("%(city)s is at stage %(level)s (%(name)s) since %(when)s."),
        _("Since %(when)s %(city)s is at stage %(level)s (%(name)s), before at stage %(was)s."),
    ),
}
MEANS = _("It means: %(means)s")
ASKS = _("People are asked: %(do)s")
WHY = _("Decided by %(by)s. The reason: %(reason)s")
OPEN_STAGE = _("Open the page of the stage:")
OPEN_PROPOSALS = _("Decide at the desk:")
DRILL = _("DRILL, not meant: %(subject)s")
