"""Where the mailroom stopped reading the journal."""

from django.db import models
from django.db.models import Q


class Bookmark(models.Model):
    """How far the journal has been read, and since when this city has a mailroom. One row."""

    xact = models.BigIntegerField(default=0)
    entry = models.BigIntegerField(default=0)
    began_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_mailroom_bookmark")]

    def __str__(self) -> str:
        return f"{self.xact}-{self.entry}"
