"""Locking: cases are locked in one order, that of their ids, and so no two verbs wait crosswise.

Whoever touches more than one case names them all first. What was named may have changed while we
waited: then all are let go, which a savepoint does, and named again.
"""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.db.models import Q

from kentongan.casework.models import Case, Filing, Move
from kentongan.intake.models import ServiceRequest

Naming = Callable[[], Iterable[int]]


def lock(naming: Naming) -> dict[int, Case]:
    """Lock the cases that are named, by id; what is returned is as it is now, and named now."""
    while True:
        wanted, mark = set(naming()), transaction.savepoint()
        cases = Case.objects.filter(pk__in=wanted).order_by("pk")
        held = {case.pk: case for case in cases.select_for_update(of=("self",))}
        if set(naming()) == wanted:
            transaction.savepoint_commit(mark)
            return held
        transaction.savepoint_rollback(mark)


def lock_with_own(voice: ServiceRequest, *others: int) -> dict[int, Case]:
    """Lock every case that a voice is or was under, and the one that was opened on it."""
    return lock(lambda: {*ever_under(voice), *others})


def lock_with_joined(case: Case, *others: int) -> dict[int, Case]:
    """Lock a case and all that are joined to it."""
    return lock(lambda: {*with_joined(case.pk), *others})


def under(voice: ServiceRequest) -> Iterable[int]:
    """Name the case under which a voice is filed; of a test report there is none."""
    return Filing.objects.filter(service_request=voice).values_list("case_id", flat=True)


def own(voice: ServiceRequest) -> Iterable[int]:
    """Name the case that was opened on a voice, if one was."""
    return Case.objects.filter(reference=voice.reference).values_list("pk", flat=True)


def ever_under(voice: ServiceRequest) -> set[int]:
    """Name every case under which a voice is or was filed, and the one opened on it."""
    moves = Move.objects.filter(service_request=voice).values_list("was_id", "became_id")
    return {*under(voice), *own(voice), *(pk for move in moves for pk in move)}


def with_joined(pk: int) -> Iterable[int]:
    """Name a case and all that are joined to it."""
    return Case.objects.filter(Q(pk=pk) | Q(joined_to=pk)).values_list("pk", flat=True)
