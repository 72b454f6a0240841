"""Handing the code over: whoever brings the strip of their sheet is told the code of their report.

The number on the strip opens nothing by itself: it stood on the sheet as well, in the hands of
whoever collected it. So somebody at work looks at who stands before them, and the entry says who.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.models import Case
from kentongan.intake.models import ServiceRequest
from kentongan.journal.recording import record
from kentongan.paper.holding import end_of
from kentongan.paper.models import PaperForm
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict, NotFound


class NotEntered(Conflict):
    code = "not_entered"
    sentence = _("This form has not been entered yet; there is no code.")


class NotForYou(NotFound):
    code = "not_for_you"
    sentence = _("Its matter is not before you. Please send them to the city’s own counter.")


@transaction.atomic
def hand_over(form: PaperForm, *, by: User, at: datetime) -> ServiceRequest:
    """Return the request whose code is told to whoever brought the strip.

    :raises NotEntered: if there is none
    :raises NotForYou: if the user does not see its case: elsewhere, in confidence, of oversight
    """
    end = end_of(form)
    told = end.service_request if end else None
    if told is None:
        raise NotEntered
    if not Case.objects.reachable_by(by, Act.SEE).filter(filings__service_request=told).exists():
        raise NotForYou
    record("paper.code_handed", about=("paper_form", form.pk), by=by, at=at, request=told.pk)
    return told
