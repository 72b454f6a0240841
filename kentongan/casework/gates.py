"""What may happen at the gate, where nothing is deleted: seen, sent elsewhere, objected to."""

from django.db import models
from django.db.models import Q

from kentongan.casework.acts import Act, Disposition
from kentongan.intake.models import Channel, ServiceRequest
from kentongan.people.models import User
from kentongan.places.models import Neighbourhood


class Sighting(Act):
    """The head of an RT or RW went and looked: it is so, or it is not there."""

    neighbourhood = models.ForeignKey(
        Neighbourhood, models.PROTECT, related_name="+", db_index=False
    )
    is_so = models.BooleanField()
    text = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "by"], name="looked_at_once")]


class Referral(Act):
    """Not our authority: sent to one that is, by name and address, and still followed."""

    authority = models.CharField(max_length=200)
    address = models.CharField(max_length=300)
    their_reference = models.CharField(max_length=100, blank=True)
    text = models.TextField()
    ask_again_on = models.DateField()
    ended_at = models.DateTimeField(null=True, help_text="they have answered, or we stopped asking")

    class Meta:
        indexes = [
            models.Index(
                fields=["ask_again_on"], condition=Q(ended_at=None), name="referrals_followed"
            )
        ]


class FollowUp(models.Model):
    """What was heard of a referral, or that they were asked again."""

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="follow_ups")
    text = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()


class Objection(models.Model):
    """A reporter does not accept a refusal; somebody other than the refuser decides."""

    disposition = models.OneToOneField(Disposition, models.PROTECT, related_name="objection")
    service_request = models.ForeignKey(ServiceRequest, models.PROTECT, related_name="objections")
    channel = models.CharField(
        max_length=12, choices=Channel.choices, blank=True, help_text="the door they came by"
    )
    helper = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        help_text="who took it down for them",
    )
    text = models.TextField()
    at = models.DateTimeField()
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True)
    is_upheld = models.BooleanField(null=True, help_text="true: the case is open again")
    answer = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["at"], condition=Q(decided_at=None), name="objections_waiting")
        ]
