"""The five stages as the city's pack has them, and what proposes each."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from kentongan.places.models import Unit

NORMAL, WORST = 1, 5


class Stage(models.Model):
    """One stage: what it means, what people should do, what speaks for it, who gets a letter."""

    WORDED: ClassVar = ("names", "means", "do")

    level = models.PositiveSmallIntegerField(unique=True)
    names = models.JSONField()
    means = models.JSONField(help_text="what it says about the city, for everybody")
    do = models.JSONField(help_text="what residents should do")
    response = models.CharField(max_length=12, help_text="CAP's word for it")
    calm_min = models.PositiveSmallIntegerField(help_text="minutes without ground until lower")
    triggers = models.JSONField(default=list, help_text="any of them proposes it")
    units = models.ManyToManyField(Unit, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(level__gte=NORMAL, level__lte=WORST), name="there_are_five_stages"
            )
        ]

    def __str__(self) -> str:
        return f"stage {self.level}"


def stages() -> Mapping[int, Stage]:
    """Return the stages by their number (one statement); empty where the pack names none."""
    return {stage.level: stage for stage in Stage.objects.order_by("level")}
