"""Forgetting who brought a matter that became the city's, once the city has let go of them.

Erasing is an act of a room below, which cannot know of groups: what it left in the report says what
is to go. What has gone is not found again, so it may be broken off anywhere.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from kentongan.council.models import Matter
from kentongan.intake.models import Reporter

MOST = 100


@transaction.atomic
def forget_handed_over(*, at: datetime) -> int:
    """Remove whoever was erased, and what they told if their words went; how many matters."""
    person = Q(service_request__reporter=None, reporter__isnull=False)
    told = Q(service_request__erased_at__isnull=False) & ~Q(title="", words="")
    due = Matter.objects.filter(person | told, service_request__isnull=False)
    held = list(due.select_related("service_request").select_for_update(of=("self",))[:MOST])
    for matter in held:
        _forget(matter)
    return len(held)


def _forget(matter: Matter) -> None:
    request, reporter = matter.service_request, matter.reporter_id
    if request is not None and request.erased_at:
        matter.title = matter.words = ""
    if request is not None and request.reporter_id is None:
        matter.reporter = None
    matter.save(update_fields=["title", "words", "reporter"])
    if matter.reporter is None and reporter is not None:
        Reporter.objects.filter(pk=reporter).delete()
