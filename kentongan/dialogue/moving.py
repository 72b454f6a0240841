"""Moving: a number was given up, or another given; whoever has the old one next hears nothing."""

from datetime import datetime

from django.db import transaction

from kentongan.dialogue.belonging import is_theirs
from kentongan.dialogue.models import Conversation
from kentongan.dialogue.threading import cut_off, end, sever
from kentongan.intake.addressing import address_on
from kentongan.intake.contacting import correct_contact
from kentongan.intake.models import ServiceRequest
from kentongan.intake.report import Person


def leave(channel: str, address: str, *, at: datetime) -> Conversation | None:
    """Cut off the open thread of an address that its owner gave up; None where there is none."""
    mine = Conversation.objects.filter(channel=channel, address=address_on(channel, address))
    with transaction.atomic():
        thread = mine.select_for_update().filter(ended_at=None).first()
        return sever(thread, is_moved=True, at=at) if thread else None


@transaction.atomic
def move(told: ServiceRequest, person: Person, *, at: datetime) -> ServiceRequest:
    """Keep other contact data of a reporter; addresses that are no longer theirs hear no more.

    Replies that still wait for such an address are not sent either.
    """
    about = Conversation.objects.select_for_update(of=("self",)).filter(service_request=told)
    own = [talk for talk in about.order_by("pk") if is_theirs(told, talk)]
    kept = correct_contact(told, person, at=at)
    for talk in own:
        if not is_theirs(kept, talk):
            cut_off(talk, at=at)
            end(talk, at=talk.ended_at or at)
    return kept
