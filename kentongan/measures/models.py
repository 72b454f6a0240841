"""The books: what came and went, by day and in all, for every cut; and how far they are kept."""

from django.db import models
from django.db.models import Q


class Cut(models.TextChoices):
    """By what a number can be cut. `place` is a kelurahan; larger places are sums."""

    PLACE = "place"
    UNIT = "unit"
    TYPE = "type"
    CHANNEL = "channel"


class Balance(models.Model):
    """What moved under one heading on one day, or ever (`day` is null).

    A case corrected or forwarded moves from one heading to another, so for every heading and
    day: received + moved_in + reopened - moved_out - done - refused = the change of what is open.
    """

    cut = models.CharField(max_length=8, choices=Cut.choices)
    key = models.CharField(max_length=20, help_text="id of the place, unit or type; the channel")
    day = models.DateField(null=True, help_text="local day; null is all days together")
    received = models.BigIntegerField(default=0)
    moved_in = models.BigIntegerField(default=0)
    moved_out = models.BigIntegerField(default=0)
    done = models.BigIntegerField(default=0)
    refused = models.BigIntegerField(default=0)
    undone = models.BigIntegerField(default=0, help_text="done before, reopened now")
    unrefused = models.BigIntegerField(default=0, help_text="refused before, reopened now")
    last_at = models.DateTimeField(help_text="of the latest entry counted here")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "cut", "key"], name="one_balance_a_day", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.cut} {self.key} {self.day or 'ever'}"


class Bookmark(models.Model):
    """How far in the journal the books have been kept. One row."""

    xact = models.BigIntegerField(default=0)
    entry = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_bookmark")]

    def __str__(self) -> str:
        return f"{self.xact}-{self.entry}"
