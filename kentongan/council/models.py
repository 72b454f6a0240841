"""A council group's door: its people, its matters, meetings and decisions, seen by nobody else."""

from django.db import models
from django.db.models import Q

from kentongan.catalogue.models import DeadlineRule, ServiceType
from kentongan.intake.models import Reporter, ServiceRequest
from kentongan.people.models import User
from kentongan.places.models import Jurisdiction


class Group(models.Model):
    """A group (fraksi) of the city's council. Any number of them, none before another."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    contact = models.CharField(max_length=160, blank=True, help_text="as its letters say it")
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.name


class Staff(models.Model):
    """Somebody on duty at a group's door; of one group only."""

    user = models.OneToOneField(User, models.PROTECT, related_name="staff_of")
    group = models.ForeignKey(Group, models.PROTECT, related_name="staff")

    def __str__(self) -> str:
        return f"{self.user_id} of {self.group_id}"


class Matter(models.Model):
    """What somebody brought to a group. `verify_by` is the promise: six working days."""

    class Way(models.TextChoices):
        WALK_IN = "walk_in"
        TELEPHONE = "telephone"
        HOTLINE = "hotline", "by message to the group's number"
        LETTER = "letter"

    class Stage(models.TextChoices):
        BROUGHT = "brought"
        VERIFIED = "verified"
        DECIDED = "decided"
        TOLD = "told", "the person knows what became of it"

    group = models.ForeignKey(Group, models.PROTECT, related_name="matters")
    number = models.CharField(max_length=12, unique=True)
    way = models.CharField(max_length=10, choices=Way.choices)
    stage = models.CharField(max_length=8, choices=Stage.choices, default=Stage.BROUGHT)
    title = models.CharField(max_length=160)
    words = models.TextField()
    reporter = models.ForeignKey(Reporter, models.SET_NULL, null=True, related_name="+")
    jurisdiction = models.ForeignKey(Jurisdiction, models.PROTECT, null=True, related_name="+")
    brought_at = models.DateTimeField()
    brought_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    rule = models.ForeignKey(DeadlineRule, models.PROTECT, null=True, related_name="+")
    verify_by = models.DateTimeField(null=True)
    derivation = models.JSONField(default=dict)
    verified_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    told_at = models.DateTimeField(null=True)
    told_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reminded_at = models.DateTimeField(null=True)
    key = models.CharField(max_length=80, null=True, unique=True, help_text="of the form")
    service_request = models.OneToOneField(
        ServiceRequest, models.PROTECT, null=True, related_name="matter"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stage="brought") ^ Q(verified_at__isnull=False),
                name="what_is_verified_says_when",
            ),
            models.CheckConstraint(
                condition=Q(stage="told") ^ Q(told_at=None), name="what_is_told_says_when"
            ),
        ]
        indexes = [
            models.Index(fields=["group", "stage", "verify_by", "id"], name="matters_of_a_group")
        ]

    def __str__(self) -> str:
        return self.number


class Remark(models.Model):
    """A note among the group's own people; nobody else ever reads it."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="remarks")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    text = models.TextField()

    def __str__(self) -> str:
        return str(self.pk)


class Meeting(models.Model):
    """A meeting of the group, and its agenda."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="meetings")
    at = models.DateTimeField()
    called_by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group"], condition=Q(closed_at=None), name="one_meeting_ahead"
            )
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.at:%F}"


class Item(models.Model):
    """A matter on an agenda, and what was decided of it there."""

    class Decision(models.TextChoices):
        TO_THE_CITY = "to_the_city", "handed to the city as a case"
        ASPIRATION = "aspiration", "kept for reses and pokok pikiran"
        DECLINED = "declined"
        POSTPONED = "postponed", "onto the next agenda"

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="items")
    decision = models.CharField(max_length=12, choices=Decision.choices, blank=True)
    reason = models.TextField(blank=True)
    service_type = models.ForeignKey(ServiceType, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "matter"], name="once_on_an_agenda"),
            models.CheckConstraint(
                condition=Q(decision="") ^ Q(decided_at__isnull=False),
                name="a_decision_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.matter_id}"
