"""Of which moment a page of the wall tells: of now, or of the one its address asks for (`pada`)."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.http import HttpRequest
from django.utils import timezone

from kentongan.face.moments import ASKED, moment_asked
from kentongan.measures.past.beginning import beginning


@dataclass(frozen=True, slots=True)
class Moment:
    """When; `then` is what an address of another page must say to stay there, "" of now."""

    at: datetime
    then: str = ""


def moment_in(request: HttpRequest) -> Moment:
    """Return the moment a page is asked for.

    :raises NoMoment: if the address names none
    :raises NotGoneBy: if it has not gone by, or nothing had begun
    """
    now, text = timezone.now(), request.GET.get(ASKED, "")
    if not text:
        return Moment(now)
    at = moment_asked(text, beginning(), now)
    return Moment(at, then_of(at))


def then_of(at: datetime) -> str:
    """Return the query that asks for a past moment."""
    return f"?{ASKED}={quote(at.isoformat(timespec='seconds'))}"
