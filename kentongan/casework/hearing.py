"""Hearing what a voice says to somebody who takes it down: a reply where we asked, else more words.

One line at the telephone, or at a counter: whoever answers a question need not know that it is one.
"""

from datetime import datetime

from django.db import transaction

from kentongan.casework.adding_words import add_words
from kentongan.casework.asking import reply
from kentongan.casework.holding import hold_told
from kentongan.casework.models import Addition, Inquiry, Stage
from kentongan.intake.models import Channel, ServiceRequest
from kentongan.people.models import User


def hear(
    service_request: ServiceRequest, text: str, *, channel: Channel, by: User, at: datetime
) -> Inquiry | Addition:
    """Keep what a voice says of its own report: as the reply to an open question if there is one.

    :param by: who took it down for them
    :raises Unprocessable: if nothing was said
    :raises NoSuchCase: if there is no case of theirs
    """
    with transaction.atomic():
        case = hold_told(service_request)
        if case.stage == Stage.ASKED:
            return reply(service_request, text, by=by, at=at)
        return add_words(service_request, text, channel=channel, by=by, at=at)
