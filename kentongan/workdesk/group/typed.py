"""What the group's form for a matter holds."""

from secrets import token_urlsafe

from django.http import HttpRequest, QueryDict

from kentongan.council.bringing import Brought
from kentongan.intake.report import Person
from kentongan.toolbox.telephones import to_call


def told(request: HttpRequest) -> Brought:
    """Return what the form for a matter holds.

    :raises NumberUnusable: if what stands for a number is none
    """
    typed = request.POST
    return Brought(
        words=typed.get("words", ""),
        way=typed.get("way", ""),
        title=typed.get("title", ""),
        person=_person(typed),
        kelurahan=typed.get("kelurahan", ""),
        key=typed.get("key") or token_urlsafe(12),
    )


def _person(typed: QueryDict) -> Person:
    return Person(
        name=typed.get("name", ""),
        email=typed.get("email", "").strip()[:254],
        phone=to_call(typed.get("phone", "")),
        by_voice="by_voice" in typed,
    )
