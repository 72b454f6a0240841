"""Which letters: those whose turn it is, those that failed, those that somebody tells by voice."""

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from kentongan.mailroom.style import Channel

if TYPE_CHECKING:
    from kentongan.mailroom.models import Letter  # noqa: F401 - the base class names it


class Pile(models.QuerySet["Letter"]):
    """Which letters."""

    def due(self, channel: str, at: datetime) -> Self:
        """Those of the channel whose turn it is, in the order of what they tell.

        A reply waits for those before it in its conversation, whatever held them up.
        """
        earlier = self.model.objects.filter(
            reply__conversation=OuterRef("reply__conversation"),
            reply__lt=OuterRef("reply"),
            next_try_at__isnull=False,
        )
        waiting = self.filter(channel=channel, next_try_at__lte=at)
        return waiting.filter(Q(reply=None) | ~Exists(earlier)).order_by("next_try_at", "pk")

    def failed(self) -> Self:
        """Those that were given up, for somebody to look at."""
        return self.filter(failed_at__isnull=False).order_by("failed_at", "pk")

    def to_tell(self) -> Self:
        """Those that nobody can write: somebody tells them by telephone or at the counter."""
        spoken = self.filter(channel=Channel.VOICE, next_try_at__isnull=False)
        return spoken.order_by("next_try_at", "pk")
