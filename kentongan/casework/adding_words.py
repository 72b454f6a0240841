"""Adding words: what a voice says later about its own matter, by whatever door it came back.

Also after the end: nothing that is said is lost. It opens nothing again; who says that it is not
done disputes the claim or objects to the refusal.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from kentongan.casework.holding import WordsMissing, facts, hold_told, keep
from kentongan.casework.models import Addition
from kentongan.casework.replying import add_photos
from kentongan.casework.said import said_of
from kentongan.intake.models import Channel, ServiceRequest
from kentongan.intake.photographing import CleanPhoto
from kentongan.journal.recording import record
from kentongan.people.models import User


@transaction.atomic
def add_words(
    service_request: ServiceRequest,
    text: str,
    photos: Sequence[CleanPhoto] = (),
    *,
    channel: Channel,
    by: User | None,
    at: datetime,
    is_another: bool = False,
) -> Addition:
    """Keep what a voice adds to its own report.

    :param channel: the door it came by this time
    :param by: who took it down for them, if somebody did
    :param is_another: somebody else who knows the code said it
    :raises WordsMissing: if there are neither words nor pictures
    :raises NoSuchCase: if there is no case of theirs
    """
    case = hold_told(service_request)
    words = said_of(service_request, text, field="text")
    if not words and not photos:
        raise WordsMissing(field="text")
    voice = {"case": case, "service_request": service_request, "is_another": is_another}
    added = Addition.objects.create(**voice, channel=channel, text=words, by=by, at=at)
    shown = add_photos(service_request, photos, at=at)
    keep(case, at=at)
    told = {"row": added.pk, "request": service_request.pk, "photos": shown, **facts(case)}
    record("case.words_added", about=("case", case.pk), by=by, at=at, **told)
    return added
