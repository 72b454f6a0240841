"""A counter at an office: the tablets in its lobby, and who sits at which window."""

from django.db import models

from kentongan.people.models import User
from kentongan.places.models import Unit


class Office(models.Model):
    """A unit whose people serve at a counter. `code` stands in the addresses of its lobby."""

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="office")
    code = models.SlugField(max_length=30, unique=True)
    purposes = models.JSONField(default=list, help_text='[{"letter": "A", "names": {"id": …}}]')
    is_open = models.BooleanField(default=True)
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.code


class Tablet(models.Model):
    """A device in the lobby that hands out numbers. Only its token's digest is kept."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="tablets")
    label = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the token, hex")
    is_active = models.BooleanField(default=True)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.label


class Seat(models.Model):
    """Where somebody serves: the window as it is called out, "2"."""

    user = models.OneToOneField(User, models.PROTECT, related_name="seat")
    office = models.ForeignKey(Office, models.PROTECT, related_name="seats")
    window = models.CharField(max_length=12)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.office_id} {self.window}"
