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
    was = told.reporter
    told.reporter = _kept(person, was, at) if person else None
    told.save(update_fields=["reporter"])
    if was is not None:
        was.delete()
    record("request.contact_corrected", about=("request", told.pk), by=None, at=at)
    return told


def _kept(person: Person, was: Reporter | None, at: datetime) -> Reporter:
    """Nobody types a chat: it stays as long as no other way is given."""
    chat = was.telegram if was and not (person.email or person.phone) else ""
    return Reporter.objects.create(
        name=tidy(person.name, longest=120, field="name"),
        email=person.email,
        phone=person.phone,
        telegram=person.telegram or chat,
        by_voice=person.by_voice or bool(was and was.by_voice and person.phone),
        added_at=at,
    )
