"""How a matter stands that somebody asks about at the counter, by its code or by its reference.

Whoever says the code is the reporter, as on their own page: it opens the matter to whichever clerk
they say it to. The reference is no secret, so it opens only what the clerk may see anyway, and
nothing that is printed then holds the code.
"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from kentongan.casework.models import Case
from kentongan.counter.models import Ticket
from kentongan.intake.models import ServiceRequest
from kentongan.mailroom.models import Letter
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.codes import TRACKING_LENGTH, cleaned
from kentongan.toolbox.refusals import Unprocessable
from kentongan.workdesk.speaking import worded as in_a_line
from kentongan.workdesk.telephone.reading_out import read_out

LONGEST = 40


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
    """Return what the page says of a number's matter (two statements; none without one).

    :param ticket: None where the matter is not to be seen: another clerk's, and not before them
    """
    told = ticket.service_request if ticket else None
    if told is None:
        return {"told": None, "case": None, "said": [], "letters": []}
    case = told.filing.case
    waiting = Letter.objects.filter(service_request=told).to_tell().order_by("written_at", "pk")
    return {
        "told": told,
        "case": case,
        "said": read_out(told, case, at=at),
        "letters": [(each, in_a_line(each, told.reference)) for each in waiting],
    }
