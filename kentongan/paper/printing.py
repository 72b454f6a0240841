"""Printing: a batch of numbers, each once in the city, for whoever hands the sheets out."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kentongan.journal.recording import record
from kentongan.paper.models import PaperBatch, PaperForm
from kentongan.paper.numbers import new_number
from kentongan.people.models import User
from kentongan.people.pressing import SAME_FOR, wait_for_own
from kentongan.places.models import Unit
from kentongan.toolbox.refusals import Conflict, Unprocessable
from kentongan.toolbox.words import tidy

MOST = 500
"""Sheets of one batch; a ream of paper has as many."""


class SizeUnusable(Unprocessable):
    code = "size_unusable"
    sentence = _("Please say how many forms: from 1 to 500.")


class AlreadyDrawnUp(Conflict):
    """The same wish came twice; `.earlier` is the batch of the first time."""

    code = "batch_already_drawn_up"
    sentence = _("This batch has already been drawn up.")

    def __init__(self, earlier: PaperBatch) -> None:
        super().__init__()
        self.earlier = earlier


@transaction.atomic
def print_batch(
    size: int, unit: Unit, occasion: str = "", *, key: str = "", by: User, at: datetime
) -> PaperBatch:
    """Give out the numbers of a batch.

    :param unit: whose people hand the sheets out
    :param key: of the form, so that a double tap is one batch; "" where it came from no form
    :raises AlreadyDrawnUp: if this form, or just now the very same in another, was sent before
    :raises SizeUnusable: if it is none, or more than 500
    """
    if not 1 <= size <= MOST:
        raise SizeUnusable(field="size")
    told = tidy(occasion, longest=120, field="occasion")
    wanted = {"unit": unit, "occasion": told, "size": size, "by": by, "at": at}
    if key:
        _refuse_again(key, at, unit=unit, occasion=told, size=size, by=by)
    batch, is_new = PaperBatch.objects.get_or_create(key=key or uuid4().hex, defaults=wanted)
    if not is_new:
        raise AlreadyDrawnUp(batch)
    numbers = _free(size)
    PaperForm.objects.bulk_create(PaperForm(number=each, batch=batch) for each in sorted(numbers))
    about = ("paper_batch", batch.pk)
    record("paper.printed", about=about, by=by, at=at, size=size, unit=unit.pk)
    return batch


def _refuse_again(key: str, at: datetime, *, by: User, **same: Any) -> None:
    """A form gone back to has another key; so the same wish of one person is one for a while."""
    wait_for_own(by)
    alike = Q(by=by, at__gt=at - SAME_FOR, at__lte=at, **same)
    earlier = PaperBatch.objects.filter(Q(key=key) | alike).order_by("-at").first()
    if earlier is not None:
        raise AlreadyDrawnUp(earlier)


def _free(size: int) -> set[str]:
    free: set[str] = set()
    while len(free) < size:
        drawn = {new_number() for _ in range(size - len(free))}
        taken = PaperForm.objects.filter(number__in=drawn).values_list("number", flat=True)
        free |= drawn - set(taken)
    return free
