"""Warnings as they came: each message once, with what is asked of all of them in columns."""

from django.db import models

from kentongan.situation.feeds import Body, Feed


class WarningMessage(models.Model):
    """One CAP message. Its words are read out of its body; it never changes."""

    feed = models.ForeignKey(Feed, models.PROTECT, related_name="warnings", db_index=False)
    sender = models.CharField(max_length=200)
    identifier = models.CharField(max_length=200)
    sent_at = models.DateTimeField()
    received_at = models.DateTimeField()
    kind = models.CharField(max_length=8, help_text="Alert, Update, Cancel …")
    status = models.CharField(max_length=8, help_text="Actual, Exercise …")
    ends_at = models.DateTimeField(help_text="after it nothing in it can hold")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    kecamatan = models.JSONField(default=list, help_text="ids of those it touches; none: elsewhere")
    faults = models.JSONField(default=list, help_text="codes and sentences")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sender", "identifier"], name="warning_taken_once")
        ]
        indexes = [
            models.Index(fields=["ends_at"], name="warnings_by_end"),
            models.Index(fields=["feed", "received_at"], name="warnings_of_feed"),
        ]

    def __str__(self) -> str:
        return self.identifier
