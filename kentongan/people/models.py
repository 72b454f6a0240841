"""Users of one city, the units they belong to, and the machines that hold a key."""

from functools import cached_property
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from kentongan.places.models import Unit


class Role(models.TextChoices):
    """What somebody is in a unit. What a role may do stands in `people.permissions`."""

    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    OFFICER = "officer"
    HEAD = "head"
    LEADER = "leader"
    ADMINISTRATOR = "administrator"
    COUNCIL = "council", "staff of a council group"
    NEIGHBOUR = "neighbour", "head of RT or RW"


class Wish(models.TextChoices):
    """Which letters about the work somebody wants. A missed deadline is urgent, a reminder not."""

    URGENT = "urgent", "at once what is urgent, the rest once a day"
    DAILY = "daily", "all of it, once a day"
    NONE = "none"


class Users(BaseUserManager["User"]):
    """How users are found and made."""

    def add(self, username: str, name: str, password: str | None, email: str = "") -> "User":
        """Create a user; without a password they cannot sign in until one is set."""
        user = self.model(username=username.lower(), name=name, email=email)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who signs in. Belongs to one city only, because every city is a schema."""

    username = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    email = models.EmailField(blank=True, help_text="for letters about the work")
    phone = models.CharField(max_length=20, blank=True, help_text="the same, +62…")
    letters = models.CharField(max_length=8, choices=Wish.choices, default=Wish.URGENT)
    language = models.CharField(
        max_length=5, blank=True, default="", help_text="of their letters; empty: the city's first"
    )

    USERNAME_FIELD = "username"
    objects: ClassVar[Users] = Users()

    def __str__(self) -> str:
        return self.name

    @cached_property
    def standing(self) -> tuple["Membership", ...]:
        """Every membership, with its unit (one statement, once per user object)."""
        return tuple(self.memberships.select_related("unit").order_by("pk"))

    @cached_property
    def kept_filters(self) -> tuple["SavedFilter", ...]:
        """The views of the queue that the user has kept, by name."""
        return tuple(self.saved_filters.order_by("name", "pk"))


class Membership(models.Model):
    """A user's role in a unit. A state is a row: to end one, it is deleted and journalled."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "unit", "role"], name="one_role_once_in_a_unit")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.unit_id}"


class SavedFilter(models.Model):
    """A view of the queue that somebody comes back to: a name and the query of its address."""

    user = models.ForeignKey(User, models.CASCADE, related_name="saved_filters")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="one_filter_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class ApiKey(models.Model):
    """A machine that may hand in reports. Only the digest of its key is kept."""

    label = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the key, hex")
    is_active = models.BooleanField(default=True)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.label


class WallDevice(models.Model):
    """A screen that shows the wall without anybody signing in. Reads, and nothing else.

    Only the digest of its token is kept; a closed device is shown the way out within minutes.
    """

    label = models.CharField(max_length=120)
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the token, hex")
    is_active = models.BooleanField(default=True)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.label


class SignInFailure(models.Model):
    """A failed attempt, counted per account and per device, never per address."""

    username = models.CharField(max_length=60)
    device = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["username", "at"]),
            models.Index(fields=["device", "at"]),
        ]

    def __str__(self) -> str:
        return f"{self.username} {self.at:%F %T}"
