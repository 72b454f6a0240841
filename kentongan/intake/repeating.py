"""The same submission twice is one report: the phone that got no answer simply sends again."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kentongan.intake.models import ServiceRequest
from kentongan.intake.report import Report
from kentongan.toolbox.refusals import Conflict


class AlreadyReceived(Conflict):
    """The same submission came twice; `.earlier` is what was kept the first time."""

    code = "already_received"
    sentence = _("This report has already been received.")

    def __init__(self, earlier: ServiceRequest) -> None:
        super().__init__()
        self.earlier = earlier


@contextmanager
def once(report: Report) -> Iterator[None]:
    """Open the one transaction in which a report is kept.

    The first submission is looked up only after the second has been rolled back, so that the
    usual case, which meets no other, pays for no savepoint.

    :raises AlreadyReceived: if its idempotency key has been seen before
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        key = report.idempotency_key
        earlier = ServiceRequest.objects.filter(idempotency_key=key).first() if key else None
        if earlier is None:
            raise
        raise AlreadyReceived(earlier) from None
