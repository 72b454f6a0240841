"""Retaining: what has been kept long enough goes, by itself, a batch at a time, and is counted.

Nothing is lost or told twice when it is stopped anywhere: what is gone is not found again.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.query import QuerySet

from kentongan.casework.models import IdentityLook, Nonce
from kentongan.casework.retention_rules import Kept, RetentionRule
from kentongan.intake import photo_files
from kentongan.intake.forgetting import forget_photos, remove_files
from kentongan.intake.forgetting_messages import forget_what_was_written, forget_who_wrote
from kentongan.intake.messages import InboundMessage
from kentongan.intake.models import DataRequest, Photo, Reporter, ServiceRequest
from kentongan.journal.recording import record
from kentongan.people.models import SignInFailure
from kentongan.places.directory import directory

BATCH = 500
Rows = QuerySet[Any]
Step = Callable[[datetime, datetime, int], int]
"""Lets go of what is older than the first moment, at the second, up to so many; how many it was."""
ENDED = "servicerequest__filing__case__closed_at"


@transaction.atomic
def apply_rule(
    rule: RetentionRule, *, at: datetime, limit: int = BATCH, step: Step | None = None
) -> int:
    """Let go of up to `limit` things that the rule keeps no longer; return how many.

    :param step: how, for what a room above keeps

    The entry names the rule and the number, and is written only where something went.
    """
    count = (step or STEPS[rule.kept])(rule.before(at), at, limit)
    if count:
        told = {"rule": str(rule.kept), "count": count, "since": rule.valid_from.isoformat()}
        record("retention.applied", about=("city", directory().profile.pk), by=None, at=at, **told)
    return count


def _contacts(before: datetime, _at: datetime, limit: int) -> int:
    """Of somebody who reported twice, not before the last of their cases has ended."""
    over = Reporter.objects.filter(**{f"{ENDED}__lt": before})
    lives = Q(filing__case__closed_at=None) | Q(filing__case__closed_at__gte=before)
    living = ServiceRequest.objects.filter(lives, reporter=OuterRef("pk"), is_test=False)
    return _delete(over.exclude(Exists(living)), limit)


def _testers(before: datetime, _at: datetime, limit: int) -> int:
    return _delete(
        Reporter.objects.filter(servicerequest__is_test=True, added_at__lt=before), limit
    )


def _unscreened(before: datetime, at: datetime, limit: int) -> int:
    return _photos(Photo.objects.filter(screened_at=None), before, at, limit)


def _all_photos(before: datetime, at: datetime, limit: int) -> int:
    return _photos(Photo.objects.all(), before, at, limit)


def _photos(photos: "QuerySet[Photo]", before: datetime, at: datetime, limit: int) -> int:
    over = photos.filter(erased_at=None, service_request__filing__case__closed_at__lt=before)
    gone = list(over.order_by("pk").values_list("pk", flat=True)[:limit])
    forget_photos(gone, at=at)
    transaction.on_commit(remove_files, robust=True)
    return len(gone)


def _look_texts(before: datetime, _at: datetime, limit: int) -> int:
    return _blank(IdentityLook.objects.filter(at__lt=before).exclude(text=""), limit)


def _looks(before: datetime, _at: datetime, limit: int) -> int:
    return _delete(IdentityLook.objects.filter(at__lt=before), limit)


def _wish_texts(before: datetime, _at: datetime, limit: int) -> int:
    return _blank(DataRequest.objects.filter(ended_at__lt=before).exclude(text=""), limit)


def _nonces(before: datetime, _at: datetime, limit: int) -> int:
    return _delete(Nonce.objects.filter(issued_at__lt=before, used_at=None, proof=None), limit)


def _failures(before: datetime, _at: datetime, limit: int) -> int:
    return _delete(SignInFailure.objects.filter(at__lt=before), limit)


def _sessions(before: datetime, _at: datetime, limit: int) -> int:
    return _delete(Session.objects.filter(expire_date__lt=before), limit)


def _drafts(before: datetime, _at: datetime, _limit: int) -> int:
    """Photos of reports never sent: files without a row, so nothing is counted below them."""
    return photo_files.sweep(before=before.timestamp())


def _delete(rows: Rows, limit: int) -> int:
    gone = list(rows.order_by("pk").values_list("pk", flat=True).distinct()[:limit])
    every = rows.model.objects
    every.filter(pk__in=gone).delete()
    return len(gone)


def _blank(rows: Rows, limit: int) -> int:
    gone = list(rows.order_by("pk").values_list("pk", flat=True)[:limit])
    return int(rows.model.objects.filter(pk__in=gone).update(text=""))


def _messages(before: datetime, at: datetime, limit: int) -> int:
    """What waits to be worked is not let go of, however long it waits."""
    old = InboundMessage.objects.filter(received_at__lt=before, next_try_at=None, erased_at=None)
    gone = InboundMessage.objects.filter(
        pk__in=list(old.order_by("pk").values_list("pk", flat=True)[:limit])
    )
    forget_who_wrote(gone)
    return forget_what_was_written(gone, at=at)


STEPS: Mapping[Kept, Step] = {
    Kept.CONTACT: _contacts,
    Kept.TESTER: _testers,
    Kept.UNSCREENED_PHOTO: _unscreened,
    Kept.PHOTO: _all_photos,
    Kept.LOOK_TEXT: _look_texts,
    Kept.LOOK: _looks,
    Kept.WISH_TEXT: _wish_texts,
    Kept.NONCE: _nonces,
    Kept.SIGN_IN_FAILURE: _failures,
    Kept.SESSION: _sessions,
    Kept.DRAFT_PHOTO: _drafts,
    Kept.MESSAGE: _messages,
}
