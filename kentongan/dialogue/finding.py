"""Which matter a message is about: that of the code in it, or that of its thread.

Who knows the secret code is the reporter, as on the page. The public number is read by anybody:
with it only the thread that reported it, or whoever is reached at the same address, adds words;
and nobody is told by it how it stands. Anybody can write mail in another's name, so there the
thread proves nothing.
"""

from typing import NamedTuple

from django.db.models import QuerySet

from kentongan.dialogue.belonging import is_theirs
from kentongan.dialogue.codes import codes_in
from kentongan.dialogue.models import Conversation
from kentongan.intake.messages import Medium
from kentongan.intake.models import ServiceRequest
from kentongan.places.directory import directory


class Found(NamedTuple):
    """A matter, and how well whoever writes has shown that it is theirs."""

    matter: ServiceRequest | None = None
    is_known_by_secret: bool = False
    is_code_unknown: bool = False


def find(text: str, thread: Conversation) -> Found:
    """Return the matter that the text names (at most two statements)."""
    codes = codes_in(text, directory().profile.short)
    if codes.secret:
        told = _filed().filter(code__in=codes.secret).first()
        if told:
            return Found(told, is_known_by_secret=True)
    if codes.public:
        told = _filed().filter(reference__in=codes.public).first()
        if told and told.pk == thread.service_request_id and thread.channel != Medium.EMAIL:
            return Found(told, is_known_by_secret=True)
        if told and is_theirs(told, thread):
            return Found(told)
    return Found(is_code_unknown=codes.looks_like_one or bool(codes.public))


def _filed() -> QuerySet[ServiceRequest]:
    requests = ServiceRequest.objects.select_related("reporter", "filing__case")
    return requests.defer("filing__case__search").filter(filing__isnull=False)
