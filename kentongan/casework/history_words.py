"""What was said later: by whom a matter is, or by somebody else who knows its code."""

from collections.abc import Iterable

from django.db.models import Case as Choice
from django.db.models import F, TextField, Value, When
from django.db.models.functions import Cast, Concat

from kentongan.casework.history_parts import Rows, part
from kentongan.casework.models import Case

ANOTHER = ":another:"
"""Stands between door and request where it was not the reporter: `whatsapp:another:12`."""


def of_words(case: Case) -> Iterable[Rows]:
    """Who added words, and by which door."""
    request = Cast("service_request_id", TextField())
    who = Choice(When(is_another=True, then=Value(ANOTHER)), default=Value(":"))
    door = Concat("channel", who, request, output_field=TextField())
    yield part(case.additions.all(), "case.words_added", F("text"), door)
