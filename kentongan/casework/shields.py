"""What is shown and to whom: photos screened, things hidden at once, things shown again by two.

Rows, because each of them is somebody's decision; the case, the request and the photo hold only
the state that follows from the last one.
"""

from django.db import models
from django.db.models import F, Q

from kentongan.casework.acts import Act
from kentongan.intake.models import Photo, ServiceRequest
from kentongan.people.models import Role, User
from kentongan.places.models import Unit


class What(models.TextChoices):
    """What can be hidden and shown: a case, a photo, who told us, what they told."""

    CASE = "case"
    PHOTO = "photo"
    IDENTITY = "identity", "anonim: who told us"
    CONTENT = "content", "rahasia: what they told"


class Screening(Act):
    """Somebody looked at a photo, covered faces and plates, and said whether it may be public."""

    photo = models.ForeignKey(Photo, models.PROTECT, related_name="screenings")
    is_public = models.BooleanField()
    areas = models.JSONField(default=list, help_text="left, top, width, height in per cent")


class Narrowing(models.Model):
    """Hidden at once, by one person. `by` is null where the reporter did it."""

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="narrowings")
    what = models.CharField(max_length=8, choices=What.choices)
    service_request = models.ForeignKey(
        ServiceRequest, models.PROTECT, null=True, related_name="narrowings"
    )
    photo = models.ForeignKey(Photo, models.PROTECT, null=True, related_name="+", db_index=False)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()


class Widening(models.Model):
    """To be shown to more people: asked for by one, and seconded or declined by another.

    `by` is null where the reporter asked; nobody seconds their own.
    """

    case = models.ForeignKey("casework.Case", models.PROTECT, related_name="widenings")
    what = models.CharField(max_length=8, choices=What.choices)
    service_request = models.ForeignKey(
        ServiceRequest, models.PROTECT, null=True, related_name="widenings"
    )
    photo = models.ForeignKey(Photo, models.PROTECT, null=True, related_name="+", db_index=False)
    public_words = models.TextField(blank=True, help_text="of a case, what all may read then")
    reason = models.TextField()
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True)
    is_seconded = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "what", "service_request", "photo"],
                condition=Q(decided_at=None),
                nulls_distinct=False,
                name="asked_once_to_widen",
            ),
            models.CheckConstraint(
                condition=~Q(is_seconded=True) | Q(by=None) | ~Q(by=F("decided_by")),
                name="widening_needs_two",
            ),
        ]
        indexes = [
            models.Index(fields=["at"], condition=Q(decided_at=None), name="widenings_waiting")
        ]


class IdentityLook(models.Model):
    """Somebody at work looked at who told us, and said why. The reporter is shown this."""

    class Reason(models.TextChoices):
        CONTACT = "contact", "to ask or to tell them something"
        VISIT = "visit", "to meet them on the spot"
        CHECK = "check", "to see whether the report is real"
        LEGAL = "legal", "an authority demands it by law"
        DATA = "data", "they asked about their data"

    service_request = models.ForeignKey(
        ServiceRequest, models.PROTECT, related_name="identity_looks"
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    role = models.CharField(max_length=16, choices=Role.choices)
    reason = models.CharField(max_length=8, choices=Reason.choices)
    text = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="looks_by_moment")]
