"""An incident, the spells in which it was open, and how incidents were merged and divided.

Nothing that was known is overwritten: rows end with a moment, so any past moment can be asked.
"""

from django.db import models
from django.db.models import F, Q

from kentongan.incidents.kinds import Kind
from kentongan.people.models import User


class Incident(models.Model):
    """One event at one place. Centre and count are pointers to where its witnesses stand now."""

    kind = models.ForeignKey(Kind, models.PROTECT, related_name="+")
    name = models.CharField(max_length=120, blank=True, help_text="what the room calls it")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False, help_text="none: grouped"
    )
    closed_at = models.DateTimeField(null=True, help_text="closed, or gone into another")
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    placed = models.PositiveIntegerField(default=0, help_text="witnesses that have a point")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lat=None, lon=None) | Q(lat__isnull=False, lon__isnull=False),
                name="an_incidents_point_is_whole",
            )
        ]
        indexes = [
            models.Index(fields=["kind"], condition=Q(closed_at=None), name="open_incidents"),
            models.Index(
                fields=["-closed_at"], condition=Q(closed_at__isnull=False), name="incidents_over"
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """What the room calls it over the radio."""
        return f"I-{self.pk:04}"

    @property
    def is_open(self) -> bool:
        """Whether it still stands."""
        return self.closed_at is None


class Outcome(models.TextChoices):
    """How an incident was closed."""

    OVER = "over", "it is over"
    HANDED_ON = "handed_on", "others have it in hand"
    NONE = "none", "it was no incident"


class Spell(models.Model):
    """A time in which an incident was open; closing ends one, reopening begins the next."""

    class Ending(models.TextChoices):
        CLOSED = "closed"
        MERGED = "merged"
        REUNITED = "reunited"

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="spells")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    ending = models.CharField(max_length=10, choices=Ending.choices, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    text = models.TextField(blank=True, help_text="what was said at closing")
    ended_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["incident"], condition=Q(until=None), name="an_incident_is_open_once"
            ),
            models.CheckConstraint(
                condition=Q(until=None, ending="") | Q(until__isnull=False) & ~Q(ending=""),
                name="a_spell_says_how_it_ended",
            ),
        ]
        indexes = [models.Index(fields=["since", "until"], name="spells_by_moment")]


class Union(models.Model):
    """What a merge and a division have in common: witnesses went over, and may come back."""

    at = models.DateTimeField()
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="%(class)s_says_who_undid_it",
            )
        ]


class Merge(Union):
    """One incident went into another: they are the same event."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="merges")
    into = models.ForeignKey(Incident, models.PROTECT, related_name="merged")

    class Meta(Union.Meta):
        constraints = [
            *Union.Meta.constraints,
            models.UniqueConstraint(
                fields=["incident"], condition=Q(undone_at=None), name="an_incident_is_merged_once"
            ),
            models.CheckConstraint(
                condition=~Q(incident=F("into")), name="an_incident_is_merged_into_another"
            ),
        ]


class Split(Union):
    """Some witnesses of one incident became another: it was two events."""

    incident = models.ForeignKey(Incident, models.PROTECT, related_name="splits")
    became = models.OneToOneField(Incident, models.PROTECT, related_name="split_from")
