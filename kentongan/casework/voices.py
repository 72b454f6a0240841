"""One case, many voices: joined, split again, and those who saw that it was known and left."""

from django.db import models

from kentongan.casework.acts import Act
from kentongan.catalogue.models import ServiceType
from kentongan.intake.models import Channel, ServiceRequest
from kentongan.people.models import User


class Joining(Act):
    """A case became part of another, which its voices now hear from."""

    into = models.ForeignKey("casework.Case", models.PROTECT, related_name="joined_here")
    split_at = models.DateTimeField(null=True)


class Move(models.Model):
    """A voice went from one case to another: joined, or split off again."""

    service_request = models.ForeignKey(ServiceRequest, models.PROTECT, related_name="moves")
    was = models.ForeignKey("casework.Case", models.PROTECT, related_name="+")
    became = models.ForeignKey("casework.Case", models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()


class Passing(models.Model):
    """Somebody saw "already reported" and left without adding a voice. Says nothing of who."""

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="passings")
    service_type = models.ForeignKey(ServiceType, models.PROTECT, db_index=False)
    at = models.DateTimeField()


class Addition(models.Model):
    """What a voice said later about its own matter; no other voice reads it."""

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="additions")
    service_request = models.ForeignKey(ServiceRequest, models.PROTECT, related_name="additions")
    channel = models.CharField(max_length=12, choices=Channel.choices)
    text = models.TextField(blank=True)
    is_another = models.BooleanField(
        default=False, help_text="said by somebody else who knows the code"
    )
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()
