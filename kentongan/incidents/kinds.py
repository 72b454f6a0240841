"""Kinds of event as the city's pack tells them: what belongs to one, how near, what is to be done.

What left the pack is no longer offered, and stays where it stands.
"""

from datetime import timedelta

from django.db import models


class Kind(models.Model):
    """One kind of event: a flood, a fallen tree, a power cut."""

    code = models.SlugField(max_length=40, unique=True)
    names = models.JSONField()
    types = models.JSONField(default=list, help_text="codes of the service types that belong to it")
    radius_m = models.PositiveIntegerField(help_text="how near two reports of one event lie")
    window_min = models.PositiveIntegerField(help_text="minutes in which enough have to come")
    least = models.PositiveSmallIntegerField(help_text="reports that make an incident")
    quiet_min = models.PositiveIntegerField(help_text="minutes after which it takes no more alone")
    order = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.code

    @property
    def window(self) -> timedelta:
        """Within which the least number of reports has to come."""
        return timedelta(minutes=self.window_min)

    @property
    def quiet(self) -> timedelta:
        """How long after its last report an incident still takes one by itself."""
        return timedelta(minutes=self.quiet_min)


class Step(models.Model):
    """One line of a kind's checklist, and whose it is."""

    kind = models.ForeignKey(Kind, models.PROTECT, related_name="steps")
    code = models.SlugField(max_length=40)
    texts = models.JSONField()
    owners = models.JSONField(help_text="who does it, in each language")
    order = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "code"], name="a_step_stands_once_in_its_list")
        ]

    def __str__(self) -> str:
        return f"{self.kind_id} {self.code}"
