"""How a matter stands that somebody asks about at the counter, by its code or by its reference.

Whoever says the code is the reporter, as on their own page: it opens the matter to whichever clerk
they say it to. The reference is no secret, so it opens only what the clerk may see anyway, and
nothing that is printed then holds the code. What was written about a
confidential matter is read out by its code alone.
"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from kentongan.casework.judged_aloud import sayable
from kentongan.casework.models import Case, Stage
from kentongan.casework.utterances import utterances_of
from kentongan.counter.models import Ticket
from kentongan.intake.models import ServiceRequest
from kentongan.mailroom.models import Letter
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.codes import TRACKING_LENGTH, cleaned
from kentongan.toolbox.refusals import Unprocessable
from kentongan.workdesk.speaking import in_full
from kentongan.workdesk.telephone.reading_out import is_confidential, read_out

LONGEST = 40
NOTHING: dict[str, Any] = {"told": None, "case": None, "said": [], "letters": [], "sayable": ()}


class NoSuchMatter(Unprocessable):
    code = "no_such_matter"
    sentence = _("No report has this code. Compare it with the receipt, group by group.")


def matter_of(typed: str, user: User) -> tuple[ServiceRequest, bool]:
    """Return the report that was asked for, and whether its code was said.

    :raises NoSuchMatter: if there is none, or none that this clerk may see
    """
    code = cleaned(typed[:LONGEST])
    told = ServiceRequest.objects.filter(filing__isnull=False, is_test=False)
    if len(code) == TRACKING_LENGTH and (found := told.filter(code=code).first()):
        return found, True
    reference = typed[:LONGEST].replace("\0", "").strip().upper()
    seen = Case.objects.reachable_by(user, Act.SEE)
    found = told.filter(reference=reference, filing__case__in=seen).first() if reference else None
    if found is None:
        raise NoSuchMatter(field="code")
    return found, False


def standing(ticket: Ticket | None, *, at: datetime) -> dict[str, Any]:
    """Return what the page says of a number's matter (four statements at most; none without).

    :param ticket: None where the matter is not to be seen: another clerk's, and not before them
    """
    told = ticket.service_request if ticket else None
    if told is None:
        return NOTHING
    case, is_by_code = told.filing.case, ticket is not None and ticket.shows_code
    waiting = Letter.objects.filter(service_request=told).to_tell().order_by("written_at", "pk")
    said = read_out(told, case, utterances_of([case])[case.pk], is_by_code=is_by_code, at=at)
    return {
        "told": told,
        "case": case,
        "said": said,
        "is_asked": case.stage == Stage.ASKED,
        "sayable": sayable(case, at=at),
        "is_by_code": is_by_code,
        "letters": in_full(waiting, is_told=is_by_code or not is_confidential(told, case)),
    }
