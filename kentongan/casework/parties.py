"""Parties without an account: a contractor or another authority, asked by a link until a day.

What they hand in stays as it came: words and pictures, never changed, marked as theirs.
"""

from django.db import models
from django.db.models import Q

from kentongan.casework.acts import Act
from kentongan.people.models import User
from kentongan.toolbox.likeness import band_indexes


class Invitation(Act):
    """A party is asked for words or pictures. Whoever has the link is the party."""

    name = models.CharField(max_length=120, help_text="of a firm or an office")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=5)
    question = models.TextField()
    valid_until = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(email="") | ~Q(phone=""), name="a_party_can_be_reached"
            )
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class Contribution(models.Model):
    """What a party handed in at one time."""

    invitation = models.ForeignKey(Invitation, models.PROTECT, related_name="contributions")
    text = models.TextField(blank=True)
    at = models.DateTimeField()


class PartyPhoto(models.Model):
    """A party's picture: re-encoded pixels, nothing else, named by their hash."""

    contribution = models.ForeignKey(Contribution, models.PROTECT, related_name="photos")
    file = models.CharField(max_length=120, help_text="path below the city's media folder")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the stored file")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    likeness = models.BigIntegerField(null=True, help_text="perceptual hash, 64 bits, signed")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contribution", "digest"], name="party_photo_kept_once")
        ]
        indexes = [
            models.Index(fields=["digest"], name="party_photos_alike"),
            *band_indexes("party_photo"),
        ]
