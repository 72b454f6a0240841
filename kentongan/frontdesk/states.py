"""How a case stands, in two words for the public."""

from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from kentongan.casework.models import Case, Stage
from kentongan.face.ending import ending


class State(NamedTuple):
    """`kind` is the look (late, soon, well, calm), `words` what it says."""

    kind: str
    words: str


def state_of(case: Case, at: datetime) -> State:
    """Return how a case stands at a moment."""
    if case.outcome == "refused":
        return State("calm", _("not taken up"))
    if case.outcome:
        return State(*ending(case.outcome))
    if case.stage == Stage.CLAIMED:
        return State("calm", _("claimed done, being checked"))
    if case.stage == Stage.ASKED:
        return State("soon", _("a question to the reporter"))
    if case.promised_at and case.promised_at < at:
        return State("late", _("past its promise"))
    return State("calm", _stages().get(case.stage, _("being worked on")))


def _stages() -> dict[str, str]:
    return {
        Stage.RECEIVED: _("waiting to be read"),
        Stage.VERIFIED: _("accepted"),
        Stage.ASSIGNED: _("being worked on"),
    }
