"""The books: what came and went, by day, month, year and in all, for every cut; and how far."""

from datetime import date

from django.db import models
from django.db.models import Q


class Cut(models.TextChoices):
    """By what a number can be cut. `place` is a kelurahan; larger places are sums."""

    PLACE = "place"
    UNIT = "unit"
    TYPE = "type"
    CHANNEL = "channel"


class Span(models.TextChoices):
    """How long a balance reaches. Ten years are ten balances: looking far back costs no more."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    EVER = "ever"


BEGINNING = date.min
"""The first day of `ever`."""


class Balance(models.Model):
    """What moved under one heading on one day, in one month, in one year, or ever.

    A case corrected or forwarded moves from one heading to another, so for every heading and
    span: received + moved_in - moved_out - what ended + what came back = the change of what is
    open.
    """

    cut = models.CharField(max_length=8, choices=Cut.choices)
    key = models.CharField(max_length=20, help_text="id of the place, unit or type; the channel")
    span = models.CharField(max_length=8, choices=Span.choices)
    day = models.DateField(help_text="the city's own, the first of the span")
    received = models.BigIntegerField(default=0)
    moved_in = models.BigIntegerField(default=0)
    moved_out = models.BigIntegerField(default=0)
    confirmed = models.BigIntegerField(default=0)
    unopposed = models.BigIntegerField(default=0)
    refused = models.BigIntegerField(default=0)
    referred = models.BigIntegerField(default=0)
    set_aside = models.BigIntegerField(default=0)
    joined = models.BigIntegerField(default=0)
    back_confirmed = models.BigIntegerField(default=0, help_text="open again, was confirmed")
    back_unopposed = models.BigIntegerField(default=0)
    back_refused = models.BigIntegerField(default=0)
    back_referred = models.BigIntegerField(default=0)
    back_set_aside = models.BigIntegerField(default=0)
    back_joined = models.BigIntegerField(default=0)
    last_at = models.DateTimeField(help_text="of the latest entry counted here")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["span", "cut", "day", "key"], name="one_balance_a_span")
        ]

    def __str__(self) -> str:
        return f"{self.cut} {self.key} {self.span} {self.day}"


class Bookmark(models.Model):
    """How far in the journal the books have been kept. One row."""

    xact = models.BigIntegerField(default=0)
    entry = models.BigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_bookmark")]

    def __str__(self) -> str:
        return f"{self.xact}-{self.entry}"
