"""A part of a message that was cut for the air and not joined by its gateway: kept until it is."""

from django.db import models


class MessagePart(models.Model):
    """One part as it came. Its words go when the message is heard; the row follows in a day.

    Sender, receiver and `reference` name the message (3GPP TS 23.040, 9.2.3.24.1); telephones
    count the reference in one byte, so that it means another message after a while.
    """

    sender = models.CharField(max_length=250, help_text="number; gone in a day")
    receiver = models.CharField(max_length=60)
    reference = models.PositiveIntegerField()
    total = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    channel_message_id = models.CharField(max_length=250)
    text = models.TextField(blank=True)
    received_at = models.DateTimeField()
    heard_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sender", "receiver", "reference", "total", "number"],
                name="a_part_is_kept_once",
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1, number__lte=models.F("total")),
                name="a_part_is_one_of_them",
            ),
        ]
        indexes = [models.Index(fields=["received_at"], name="parts_by_age")]

    def __str__(self) -> str:
        return f"part {self.number} of {self.total}"
