"""A service request is one voice. Its reporter can be erased without touching it."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

from kentongan.catalogue.models import ServiceType
from kentongan.intake.messages import InboundMessage, OptOut, Rebuff
from kentongan.intake.parts import MessagePart
from kentongan.intake.reporters import Channel, LocatedBy, Reporter
from kentongan.intake.wishes import DataRequest
from kentongan.people.models import ApiKey
from kentongan.places.models import Jurisdiction
from kentongan.toolbox.codes import spoken
from kentongan.toolbox.likeness import band_indexes
from kentongan.toolbox.words import LONGEST

__all__ = [
    "Channel",
    "DataRequest",
    "InboundMessage",
    "LocatedBy",
    "MessagePart",
    "OptOut",
    "Photo",
    "Rebuff",
    "Reporter",
    "ServiceRequest",
]


class ServiceRequest(models.Model):
    """What a person told us (Open311 `service_request_id` is `reference`).

    `reference` may be read by anybody who was given it; `code` is the reporter's own secret
    and opens the tracking page.
    """

    reference = models.CharField(max_length=12)
    code = models.CharField(max_length=16)
    idempotency_key = models.CharField(max_length=100, null=True)
    service_type = models.ForeignKey(ServiceType, models.PROTECT, db_index=False)
    words = models.TextField(blank=True)
    answers = models.JSONField(default=dict)
    channel = models.CharField(max_length=12, choices=Channel.choices)
    language = models.CharField(max_length=5, default="id")
    received_at = models.DateTimeField()
    jurisdiction = models.ForeignKey(
        Jurisdiction, models.PROTECT, db_index=False, help_text="kelurahan"
    )
    located_by = models.CharField(max_length=12, choices=LocatedBy.choices)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    cell = models.BigIntegerField(null=True, help_text="H3, resolution 9")
    address = models.CharField(max_length=300, blank=True)
    reporter = models.ForeignKey(Reporter, models.SET_NULL, null=True)
    api_key = models.ForeignKey(ApiKey, models.PROTECT, null=True, db_index=False)
    is_test = models.BooleanField(default=False)
    is_anonymous = models.BooleanField(default=False, help_text="anonim: who is hidden")
    is_confidential = models.BooleanField(default=False, help_text="rahasia: what is hidden")
    restricted_at = models.DateTimeField(null=True, help_text="their data may only be kept")
    erased_at = models.DateTimeField(null=True, help_text="the words are gone, at their wish")

    class Meta:
        # Not `unique=True`, which would keep each of them twice, for LIKE as well.
        constraints = [
            models.UniqueConstraint(fields=["reference"], name="referred_to_once"),
            models.UniqueConstraint(fields=["code"], name="tracked_by_one_code"),
            models.UniqueConstraint(fields=["idempotency_key"], name="submitted_once"),
            models.CheckConstraint(
                condition=Q(lat=None, lon=None, cell=None)
                | Q(lat__isnull=False, lon__isnull=False, cell__isnull=False),
                name="a_point_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(located_by=LocatedBy.KELURAHAN, lat=None)
                | ~Q(located_by=LocatedBy.KELURAHAN) & Q(lat__isnull=False),
                name="a_point_says_where_from",
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("words"), LONGEST), name="words_have_an_end"
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def spoken_code(self) -> str:
        """The tracking code, grouped by four."""
        return spoken(self.code)


class Photo(models.Model):
    """A picture sent with a request: re-encoded pixels, nothing else, named by their hash."""

    service_request = models.ForeignKey(
        ServiceRequest, models.CASCADE, related_name="photos", db_index=False
    )
    file = models.CharField(max_length=120, help_text="path below the city's media folder")
    digest = models.CharField(max_length=64, help_text="SHA-256 of the stored file")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    likeness = models.BigIntegerField(null=True, help_text="perceptual hash, 64 bits, signed")
    added_at = models.DateTimeField()
    screened_at = models.DateTimeField(null=True)
    is_public = models.BooleanField(default=False)
    public_digest = models.CharField(
        max_length=64, blank=True, help_text="SHA-256 of the screened copy, if there is one"
    )
    erased_at = models.DateTimeField(null=True, help_text="the file is gone")
    is_record = models.BooleanField(default=False, help_text="of a sheet of paper; never public")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_record=False) | Q(is_public=False), name="a_sheet_is_never_public"
            ),
            models.UniqueConstraint(fields=["service_request", "digest"], name="photo_kept_once"),
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(screened_at__isnull=False) & ~Q(public_digest=""),
                name="only_screened_photos_are_public",
            ),
        ]
        indexes = [
            models.Index(
                fields=["public_digest"], condition=Q(is_public=True), name="photos_shown"
            ),
            models.Index(fields=["digest"], name="photos_alike"),
            *band_indexes("photo"),
        ]

    def __str__(self) -> str:
        return self.file
