"""Correcting how a reporter is reached, by the reporter: it holds at once."""

from datetime import datetime

from django.db import transaction

from kentongan.intake.models import Reporter, ServiceRequest
from kentongan.intake.report import Person
from kentongan.journal.recording import record
from kentongan.toolbox.words import tidy


@transaction.atomic
def correct_contact(
    service_request: ServiceRequest, person: Person, *, at: datetime
) -> ServiceRequest:
    """Keep other contact data, or none at all; whoever knows the code is the reporter."""
    told = ServiceRequest.objects.select_for_update(of=("self",)).get(pk=service_request.pk)
    was = told.reporter_id
    told.reporter = _kept(person, at) if person else None
    told.save(update_fields=["reporter"])
    if was is not None:
        Reporter.objects.filter(pk=was).delete()
    record("request.contact_corrected", about=("request", told.pk), by=None, at=at)
    return told


def _kept(person: Person, at: datetime) -> Reporter:
    return Reporter.objects.create(
        name=tidy(person.name, longest=120, field="name"),
        email=person.email,
        phone=person.phone,
        added_at=at,
    )
