"""Helping somebody report: the words, the name, the number and the receipt are the person's own."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.adding import add_voice
from kentongan.casework.models import Case
from kentongan.casework.opening import take_in
from kentongan.intake.models import Channel, ServiceRequest
from kentongan.intake.report import Person, Report
from kentongan.journal.recording import record
from kentongan.neighbourhood.models import Help
from kentongan.neighbourhood.placing import place_all
from kentongan.neighbourhood.reaching import NotTheirs, Reach, around, reach_of
from kentongan.people.models import User
from kentongan.places.directory import directory
from kentongan.places.models import Neighbourhood
from kentongan.toolbox.refusals import NotFound, Unprocessable
from kentongan.toolbox.telephones import international, to_call
from kentongan.toolbox.words import tidy

MOMENT = timedelta(minutes=5)
"""Within it the same form from the same head is one press of a button, or a page loaded again."""


class NoConsent(Unprocessable):
    code = "no_consent"
    sentence = _("Please ask the person first: this is reported only if they wish it.")


class OwnNumber(Unprocessable):
    code = "own_number"
    sentence = _("This is your own number. Give the person's, or leave it empty.")


class ReceiptGone(NotFound):
    code = "receipt_gone"
    sentence = _(
        "A receipt is shown to you for five minutes; after that it is the person's alone. "
        "What they reported is kept."
    )


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody tells the head: the neighbourhood by its id, the rest in their own words."""

    neighbourhood: int
    service_code: str
    words: str
    address: str = ""
    name: str = ""
    phone: str = ""
    is_wished: bool = False
    key: str = ""


@transaction.atomic
def help_report(told: Told, *, by: User, at: datetime, known: Case | None = None) -> ServiceRequest:
    """Report for a person who wishes it, or add their voice to a case that is known.

    :raises NumberUnusable: if a number was typed that is none
    :raises NoConsent: if nobody says that they wish it
    :raises OwnNumber: if the head gives their own number as the person's
    :raises NotTheirs: if the neighbourhood is none of theirs
    :raises Unprocessable: if the report cannot be used
    """
    if not told.is_wished:
        raise NoConsent(field="is_wished")
    reach = reach_of(by)
    one = _own(told.neighbourhood, reach)
    report = _report(told, one, by)
    if known is None:
        service_request = take_in(report, at=at)
        place_all(Case.objects.filter(filings__service_request=service_request), at=at)
    else:
        kept = around(reach).open().filter(pk=known.pk).first()
        if kept is None:
            raise NotTheirs
        service_request = add_voice(report, kept, at=at)
    row = Help.objects.create(service_request=service_request, neighbourhood=one, by=by, at=at)
    about = ("request", service_request.pk)
    record("request.helped", about=about, by=by, at=at, row=row.pk, neighbourhood=one.pk)
    return service_request


def _report(told: Told, one: Neighbourhood, by: User) -> Report:
    phone = to_call(told.phone)
    if phone and phone == f"+{international(by.phone)}":
        raise OwnNumber(field="phone")
    address = f"{told.address.strip()[:270]}, {one}".removeprefix(", ")
    return Report(
        service_code=told.service_code,
        words=told.words,
        channel=Channel.NEIGHBOUR,
        kelurahan=directory().jurisdictions[one.kelurahan_id].code,
        address=address,
        person=Person(name=told.name, phone=phone),
        idempotency_key=_key(told),
        is_unasked=True,
    )


def _own(neighbourhood: int, reach: Reach) -> Neighbourhood:
    found = next((one for one in reach.own if one.pk == neighbourhood), None)
    if found is None:
        raise NotTheirs
    return found


def is_same_press(earlier: ServiceRequest, told: Told, *, by: User, at: datetime) -> bool:
    """Whether this user sent these very words for the same person a moment ago.

    The receipt may then be drawn again: the first answer was lost to a second tap, and with it the
    only code. A form taken up again for somebody else is none of this.
    """
    own = Help.objects.filter(service_request=earlier, by=by, at__gt=at - MOMENT)
    who = earlier.reporter
    kept = (earlier.words, who.name if who else "", who.phone if who else "")
    sent = (tidy(told.words), tidy(told.name), to_call(told.phone))
    return kept == sent and own.exists()


def receipt_of(pk: int, *, by: User, at: datetime) -> ServiceRequest:
    """Return what this user has just helped to report, while its receipt may still be shown.

    :raises ReceiptGone: if it was not theirs, or longer ago than a moment
    """
    own = Help.objects.filter(pk=pk, by=by, at__gt=at - MOMENT)
    found = own.select_related("service_request__reporter").first()
    if found is None:
        raise ReceiptGone
    return found.service_request


def is_sent(told: Told) -> bool:
    """Whether this very form has been sent before: the answer got lost, or a thumb was quick."""
    key = _key(told)
    return key is not None and ServiceRequest.objects.filter(idempotency_key=key).exists()


def _key(told: Told) -> str | None:
    return f"neighbour:{told.key}" if told.key else None
