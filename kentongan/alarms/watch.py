"""What the watch keeps in mind between two looks, when it looked, and what drills hold back."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from kentongan.people.models import User


class WatchedPoint(models.Model):
    """What the watch keeps in mind of one thing that one rule looks at."""

    key = models.SlugField(max_length=60, db_index=False)
    point = models.CharField(max_length=60, blank=True)
    is_standing = models.BooleanField(default=False)
    turning_since = models.DateTimeField(null=True)
    value = models.FloatField(null=True, help_text="empty: nobody can say")
    seen_at = models.DateTimeField(null=True, help_text="when it was last said")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "point"], name="watched_once")]

    def __str__(self) -> str:
        return f"{self.key} {self.point}"


class Watchkeeping(models.Model):
    """A stretch in which somebody looked all the time; without one, no alarm is no comfort."""

    began_at = models.DateTimeField()
    last_at = models.DateTimeField(help_text="of the last look")

    class Meta:
        indexes = [models.Index(fields=["-began_at"], name="watches_newest_first")]

    def __str__(self) -> str:
        return f"{self.began_at:%F %T}"


class Suppression(models.Model):
    """A drill: what its rules raise meanwhile is kept apart, and comes back afterwards if true."""

    key = models.CharField(max_length=60, blank=True, help_text="of a rule; empty: of all")
    began_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, help_text="if sooner than planned")
    reason = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_drill_says_why"),
            models.CheckConstraint(condition=Q(until__gt=F("began_at")), name="a_drill_has_an_end"),
        ]
        indexes = [models.Index(fields=["until"], name="drills_by_end")]

    def __str__(self) -> str:
        return f"{self.key or 'all'} until {self.until:%F %T}"

    def holds(self, key: str, at: datetime) -> bool:
        """Whether a rule is suppressed at a moment."""
        is_on = self.began_at <= at < self.until and (self.ended_at is None or at < self.ended_at)
        return is_on and self.key in ("", key)
