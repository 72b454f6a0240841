"""A directive (*disposisi*): from whom, to which units, what, by when; and what became of it.

It never changes once issued, but for its withdrawal. Each unit it goes to has a charge of its own;
each step of a charge is a row that says who, when and why, so that any past moment can be told.
"""

from django.db import models
from django.db.models import F, Q

from kentongan.command.subjects import Subject
from kentongan.people.models import User
from kentongan.places.models import Unit


class Directive(models.Model):
    """What somebody asks of units under their own; a part passed down names the charge above."""

    class Nature(models.TextChoices):
        ORDINARY = "ordinary", "biasa"
        URGENT = "urgent", "segera"
        SECRET = "secret", "rahasia"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    issued_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    issued_at = models.DateTimeField()
    words = models.TextField(blank=True, help_text="empty where a voice note says it")
    nature = models.CharField(max_length=8, choices=Nature.choices, default=Nature.ORDINARY)
    due_at = models.DateTimeField()
    ceiling = models.DateTimeField(null=True, help_text="when the charge it is a part of is due")
    parent = models.ForeignKey("Charge", models.PROTECT, null=True, related_name="parts")
    root = models.ForeignKey("self", models.PROTECT, null=True, related_name="tree")
    decision = models.ForeignKey("Decision", models.PROTECT, null=True, related_name="directives")
    about_kind = models.CharField(max_length=12, choices=Subject.choices, blank=True)
    about_id = models.CharField(max_length=60, blank=True)
    about_address = models.CharField(max_length=300, blank=True, help_text="within this city")
    about_title = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=80, null=True, unique=True, help_text="of the form")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False
    )
    reason = models.TextField(blank=True, help_text="why it was withdrawn")

    class Meta:
        indexes = [models.Index(fields=["unit", "-issued_at"], name="directives_of_unit")]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_at__gt=F("issued_at")), name="a_directive_is_due_ahead"
            ),
            models.CheckConstraint(
                condition=Q(ceiling=None) | Q(due_at__lte=F("ceiling")),
                name="a_part_is_due_no_later",
            ),
            models.CheckConstraint(
                condition=Q(parent=None, root=None, ceiling=None)
                | Q(parent__isnull=False, root__isnull=False, ceiling__isnull=False),
                name="a_part_names_its_whole",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(reason=""),
                name="withdrawn_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"directive {self.pk}"

    @property
    def is_secret(self) -> bool:
        """Whether only its issuer, its addressees and their chain may know of it."""
        return self.nature == self.Nature.SECRET


class Charge(models.Model):
    """What one unit is charged with; its state here is that of its last step."""

    class State(models.TextChoices):
        ISSUED = "issued"
        RECEIVED = "received"
        IN_PROGRESS = "in_progress"
        REPORTED = "reported"
        RETURNED = "returned"
        ACCEPTED = "accepted"
        WITHDRAWN = "withdrawn"

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="charges")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=12, choices=State.choices, default=State.ISSUED)
    due_at = models.DateTimeField()
    ceiling = models.DateTimeField(null=True, help_text="the directive's own")
    done_at = models.DateTimeField(null=True, help_text="accepted or withdrawn")
    remind_at = models.DateTimeField(null=True)
    climb_at = models.DateTimeField(null=True, help_text="when it goes up next, if not reported")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["directive", "unit"], name="a_unit_is_charged_once"),
            models.CheckConstraint(
                condition=Q(ceiling=None) | Q(due_at__lte=F("ceiling")),
                name="a_charge_is_due_no_later",
            ),
            models.CheckConstraint(
                condition=Q(done_at=None) ^ Q(state__in=["accepted", "withdrawn"]),
                name="a_charge_ends_with_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "due_at"], condition=Q(done_at=None), name="charges_open"),
            models.Index(
                fields=["remind_at"], condition=Q(remind_at__isnull=False), name="charges_to_remind"
            ),
            models.Index(
                fields=["climb_at"], condition=Q(climb_at__isnull=False), name="charges_to_climb"
            ),
        ]

    def __str__(self) -> str:
        return f"charge {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.done_at is None
