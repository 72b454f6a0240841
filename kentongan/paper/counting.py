"""Counting per batch: printed = still out + here but not entered + entered + void."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from kentongan.paper.models import PaperArrival, PaperBatch, PaperEnd, PaperForm

What = PaperEnd.What


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of a batch stand where; the sum is what was printed."""

    batch: PaperBatch
    entered: int
    lost: int
    spoiled: int
    blank: int
    here: int

    @property
    def out(self) -> int:
        """Nobody has said what became of these."""
        return self.batch.size - self.entered - self.lost - self.spoiled - self.blank - self.here


def count_batches(most: int) -> list[Counts]:
    """Return the newest batches with their counts (two statements)."""
    batches = list(PaperBatch.objects.select_related("by").order_by("-at", "-pk")[:most])
    forms = with_state(PaperForm.objects.filter(batch__in=batches))
    found = {batch.pk: dict.fromkeys((*What.values, "here"), 0) for batch in batches}
    counted = forms.order_by().values("batch", "state", "is_here").annotate(count=Count("pk"))
    for batch, state, is_here, count in counted.values_list("batch", "state", "is_here", "count"):
        name = state or ("here" if is_here else "")
        if name:
            found[batch][name] += count
    return [Counts(batch=batch, **found[batch.pk]) for batch in batches]


def with_state(forms: QuerySet[PaperForm]) -> QuerySet[Any]:
    """Give each form its `state` (None: nothing became of it) and whether it `is_here`."""
    ends = PaperEnd.objects.filter(form=OuterRef("pk"), taken_back_at=None)
    here = Exists(PaperArrival.objects.filter(form=OuterRef("pk")))
    return forms.annotate(state=Subquery(ends.values("what")[:1]), is_here=here)
