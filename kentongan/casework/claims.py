"""Closing is a claim: what a unit says it did, the pictures that show it, and who looked.

A claim is never changed. It stands until somebody disputes it or the case ends; whoever confirms
or disputes it leaves a verdict, a drawn sample waits on a list for somebody to go and look.
"""

from django.db import models
from django.db.models import Q

from kentongan.casework.acts import Act
from kentongan.intake.models import Channel, ServiceRequest
from kentongan.people.models import User
from kentongan.places.models import Unit
from kentongan.toolbox.likeness import band_indexes


class Claim(Act):
    """A unit says that the work is done."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    text = models.TextField()
    fallen_at = models.DateTimeField(null=True, help_text="disputed, or taken back")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(fallen_at=None), name="one_standing_claim"
            )
        ]
        indexes = [models.Index(fields=["unit", "at"], name="claims_of_unit")]


class Nonce(models.Model):
    """Leave to hand in one picture taken now: issued with the camera, used once."""

    code = models.CharField(max_length=32, unique=True)
    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    issued_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)


class Proof(models.Model):
    """A picture of the work, and what the checks found. Checks raise a flag, they never decide."""

    class Source(models.TextChoices):
        CAMERA = "camera", "taken in the app, with time, place and a nonce"
        GALLERY = "gallery", "chosen from older pictures"

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="proofs")
    file = models.CharField(max_length=120, help_text="path below the city's media folder")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the stored file")
    likeness = models.BigIntegerField(null=True, help_text="perceptual hash, 64 bits, signed")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    source = models.CharField(max_length=8, choices=Source.choices)
    nonce = models.OneToOneField(Nonce, models.PROTECT, null=True)
    taken_at = models.DateTimeField(null=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    flags = models.JSONField(default=list, help_text='[{"check": "reused", …}]')
    added_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["digest"], name="proofs_alike"),
            *band_indexes("proof"),
        ]


class Verdict(models.Model):
    """Somebody other than the unit says whether the claim is true."""

    class Way(models.TextChoices):
        REPORTER = "reporter"
        HEAD = "head", "the neighbourhood head"
        RT_RW = "rt_rw", "the head of the RT or RW"
        AUDIT = "audit", "a drawn sample"

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="verdicts")
    is_true = models.BooleanField()
    way = models.CharField(max_length=8, choices=Way.choices)
    service_request = models.ForeignKey(
        ServiceRequest, models.PROTECT, null=True, related_name="verdicts"
    )
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    channel = models.CharField(
        max_length=12, choices=Channel.choices, blank=True, help_text="the door a reporter spoke by"
    )
    helper = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        help_text="who took a reporter's word down for them",
    )
    text = models.TextField(blank=True)
    satisfaction = models.PositiveSmallIntegerField(null=True, help_text="1 to 5; kept apart")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["claim", "service_request"], name="one_verdict_a_voice"
            ),
            models.CheckConstraint(
                condition=Q(way="reporter", service_request__isnull=False, by=None)
                | ~Q(way="reporter") & Q(service_request=None, by__isnull=False),
                name="a_verdict_says_whose",
            ),
            models.CheckConstraint(
                condition=Q(satisfaction=None) | Q(satisfaction__range=(1, 5)),
                name="satisfaction_is_1_to_5",
            ),
        ]


class Draw(models.Model):
    """A claim drawn for audit: one of a unit's month, waiting for somebody to go and look."""

    claim = models.OneToOneField(Claim, models.PROTECT, related_name="draw")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    month = models.DateField(help_text="its first day")
    drawn_at = models.DateTimeField()
    seed = models.CharField(max_length=64, help_text="published, so that the draw can be repeated")
    looked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["unit", "month"], name="draws_of_unit"),
            models.Index(fields=["drawn_at"], condition=Q(looked_at=None), name="draws_waiting"),
        ]
