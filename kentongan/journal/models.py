"""An entry says that something happened; it is never changed and holds no personal data."""

from django.db import models
from django.db.models import BigIntegerField, Func, TextField
from django.db.models.functions import Cast

from kentongan.journal.followers import Follower
from kentongan.journal.seals import Seal, SealingKey

__all__ = ["Entry", "Follower", "Seal", "SealingKey"]

CURRENT_TRANSACTION = Cast(
    Cast(Func(function="pg_current_xact_id"), TextField()), BigIntegerField()
)


class Entry(models.Model):
    """Who did what to what, when. Particulars are facts and numbers, no names and no wording.

    `xact` is the writing transaction (`pg_current_xact_id()`, as a 64-bit number): ids are
    handed out before commit, so "everything after id n" would lose slow writers.
    """

    xact = models.BigIntegerField(db_default=CURRENT_TRANSACTION, editable=False)
    at = models.DateTimeField()
    kind = models.CharField(max_length=60)
    by_id = models.BigIntegerField(null=True, help_text="User, or none for citizens and clocks")
    about = models.CharField(max_length=20)
    about_id = models.BigIntegerField()
    particulars = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["xact", "id"], name="entry_in_order"),
            models.Index(fields=["about", "about_id", "id"], name="entry_of_thing"),
            models.Index(fields=["at"], name="entry_by_moment"),
        ]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.kind} {self.about} {self.about_id}"
