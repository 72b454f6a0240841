"""What letters about questions to the mayor say: who asks, by when, where to decide; no words."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ASKED, DECIDED = "question.asked", "decision.recorded"


class QuestionWording(NamedTuple):
    """Subject, sentence and opening of a letter, and what its link is for."""

    subject: Promise
    short: Promise
    opening: Promise
    link: Promise


QUESTION_WORDINGS: Mapping[str, QuestionWording] = {
    ASKED: QuestionWording(
        _("%(unit)s awaits a decision of yours"),
        _("%(unit)s awaits a decision of yours (no. %(number)s)."),
        _("On %(when)s %(unit)s asked for a decision, no. %(number)s."),
        _("Decide on the phone or at the desk:"),
    ),
    DECIDED: QuestionWording(
        _("Your question no. %(number)s has been decided"),
        _("Your question no. %(number)s has been decided."),
        _("The question no. %(number)s of %(unit)s was decided on %(when)s."),
        _("Read the decision and its reason at the desk:"),
    ),
}
NEEDED = _("It is needed by %(needed)s.")
BLOCKS = _("Something waits for it; what, the page says.")
