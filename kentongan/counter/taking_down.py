"""Taking down what somebody tells at the counter, and noting of their number what it was about."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.heard import Heard
from kentongan.casework.hearing import hear
from kentongan.casework.judged_aloud import Word, say
from kentongan.casework.models import Addition, Case, Inquiry, Objection, Reopening, Verdict
from kentongan.casework.taking_down import receive
from kentongan.counter.keeping import keep_hold
from kentongan.counter.models import Ticket
from kentongan.intake.models import Channel, ServiceRequest
from kentongan.intake.report import Report
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.toolbox.refusals import Unprocessable


class CodeNeeded(Unprocessable):
    code = "code_needed"
    sentence = _(
        "The reference is no secret: only whoever says the code can confirm or object. Other words"
        " can be added."
    )


def take_down(
    ticket: Ticket,
    report: Report,
    *,
    hearing: str = "",
    known: Case | None = None,
    by: User,
    at: datetime,
) -> ServiceRequest:
    """Receive what somebody reports; pressed twice it is one.

    :param hearing: how they wish to hear the answer, a `Hearing`
    :param known: the open case it is one more voice of
    :raises Unprocessable: if the report cannot be used
    :raises NotInHand: if this clerk does not serve them
    """
    with transaction.atomic():
        kept = receive(report, known, at=at)
        link(ticket, kept, shows_code=True, hearing=hearing, by=by, at=at)
    return kept


def take_words(ticket: Ticket, text: str, *, by: User, at: datetime) -> Inquiry | Addition:
    """Keep what somebody says of the matter that their number is about.

    :raises Unprocessable: if nothing was said
    :raises NotInHand: if this clerk does not serve them
    """
    with transaction.atomic():
        held = keep_hold(ticket, by=by)
        if held.service_request is None:
            raise LookupError("no matter is open at this counter")
        return hear(held.service_request, text, channel=Channel.COUNTER, by=by, at=at)


def take_word(
    ticket: Ticket, word: Word, text: str, *, by: User, at: datetime
) -> Verdict | Reopening | Objection:
    """Keep whether they say that it is repaired, or their objection to a refusal.

    :raises CodeNeeded: if only the reference was said, which is no secret
    :raises Refusal: if it cannot be said now, or the reason is missing
    :raises NotInHand: if this clerk does not serve them
    """
    with transaction.atomic():
        held = keep_hold(ticket, by=by)
        if held.service_request is None or not held.shows_code:
            raise CodeNeeded(field="code")
        return say(held.service_request, word, text, heard=Heard(Channel.COUNTER, by), at=at)


@transaction.atomic
def link(
    ticket: Ticket,
    service_request: ServiceRequest,
    *,
    shows_code: bool,
    hearing: str = "",
    by: User,
    at: datetime,
) -> Ticket:
    """Note which matter a number is about; the last of several stands.

    :param shows_code: it was told here, or they said the code: it may stand on what is printed
    :raises NotInHand: if this clerk does not serve them
    """
    held = keep_hold(ticket, by=by)
    held.service_request, held.shows_code = service_request, shows_code
    held.hearing = hearing or held.hearing
    held.save(update_fields=["service_request", "shows_code", "hearing"])
    told = {"request": service_request.pk, "office": held.office_id}
    record("ticket.linked", about=("ticket", held.pk), by=by, at=at, **told)
    return held
