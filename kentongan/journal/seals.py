"""The rows of the sealed journal: which key signed, and the seal over each batch of entries."""

from django.db import models


class SealingKey(models.Model):
    """A public key by which the city's seals can be checked; the private one is no row."""

    public = models.CharField(max_length=64, unique=True, help_text="Ed25519, hex")
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.public[:16]


class Seal(models.Model):
    """A signed root over a batch of entries, chained to the seal before it. Never changed.

    `header` is the exact text that was hashed and signed. `leaves` lists the batch, 40 bytes an
    entry (its id, big-endian, and the hash of its leaf), so that a fault can be named.
    """

    number = models.BigIntegerField(unique=True)
    header = models.TextField()
    digest = models.CharField(max_length=64, help_text="SHA-256 of the header, hex")
    signature = models.CharField(max_length=128, help_text="Ed25519 over the header, hex")
    key = models.ForeignKey(SealingKey, models.PROTECT, related_name="seals")
    last_xact = models.BigIntegerField()
    last_entry = models.BigIntegerField()
    count = models.PositiveIntegerField()
    leaves = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["last_xact", "last_entry"], name="seals_in_order")]

    def __str__(self) -> str:
        return f"seal {self.number}"
