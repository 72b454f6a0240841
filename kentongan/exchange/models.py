"""What crossed to or from SP4N-LAPOR: each matter once; and what could not cross, and why."""

from django.db import models
from django.db.models import Q

from kentongan.catalogue.models import ServiceType
from kentongan.intake.models import ServiceRequest
from kentongan.people.models import User


class Direction(models.TextChoices):
    """Seen from the city."""

    IN = "in"
    OUT = "out"


class Mapping(models.Model):
    """One line of the mapping table: a national category, and our service type for it.

    A service type's own `national` category needs no line; a line goes before it.
    """

    category = models.CharField(max_length=200, unique=True, help_text="MAIN / SUB, in capitals")
    service_type = models.ForeignKey(ServiceType, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.category


class Batch(models.Model):
    """One file that was read or written, and how its rows fared."""

    direction = models.CharField(max_length=3, choices=Direction.choices)
    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    name = models.CharField(max_length=200, blank=True)
    crossed = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0, help_text="had crossed before")
    left = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.direction} {self.at:%F %T}"


class Crossing(models.Model):
    """One matter on both sides. Ours may still wait for their number; `told` is what they know."""

    service_request = models.OneToOneField(ServiceRequest, models.PROTECT, related_name="crossing")
    number = models.CharField(max_length=60, null=True, unique=True, help_text="theirs")
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="crossings")
    direction = models.CharField(max_length=3, choices=Direction.choices)
    told = models.CharField(max_length=80, blank=True, help_text="state and answer last told")
    told_at = models.DateTimeField(help_text="what moved since may be news to them")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(direction=Direction.OUT) | Q(number__isnull=False),
                name="what_came_in_has_a_number",
            ),
            models.CheckConstraint(condition=~Q(number=""), name="a_number_is_not_empty"),
        ]

    def __str__(self) -> str:
        return self.number or f"without a number, {self.pk}"


class Leftover(models.Model):
    """A row that could not cross, kept as it came until it can, or somebody drops it."""

    class Why(models.TextChoices):
        CATEGORY = "category", "no service type stands for it"
        PLACE = "place", "no kelurahan of this city, or several"
        WORDS = "words", "nothing is said, or too much"
        NUMBER = "number", "it has no number"
        OTHER = "other"

    number = models.CharField(max_length=60, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="leftovers")
    why = models.CharField(max_length=12, choices=Why.choices)
    row = models.JSONField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number"], condition=Q(settled_at=None) & ~Q(number=""), name="left_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.why}"
