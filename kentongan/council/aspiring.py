"""What a group keeps as aspirations, for its recess and the council's thoughts on the plan."""

from datetime import datetime

from django.db.models import QuerySet

from kentongan.council.models import Group, Item


def aspirations(
    group: Group, *, since: datetime | None = None, until: datetime | None = None
) -> QuerySet[Item]:
    """Return what was decided to be kept as an aspiration, newest first (one statement).

    :param since: only what was decided from this moment on
    :param until: only what was decided before this one
    """
    kept = Item.objects.filter(meeting__group=group, decision=Item.Decision.ASPIRATION)
    if since is not None:
        kept = kept.filter(decided_at__gte=since)
    if until is not None:
        kept = kept.filter(decided_at__lt=until)
    rows = kept.select_related("matter__jurisdiction", "meeting")
    return rows.order_by("-decided_at", "-pk")
