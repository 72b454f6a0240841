"""RW and RT: the smallest parts of a kelurahan, led by neighbours and not by officials."""

from django.db import models
from django.db.models import Q


class Neighbourhood(models.Model):
    """An RW of a kelurahan, or an RT within one; what a head of RT or RW is the head of."""

    kelurahan = models.ForeignKey(
        "places.Jurisdiction", models.PROTECT, related_name="neighbourhoods", db_index=False
    )
    rw = models.CharField(max_length=3, help_text="three digits, 005")
    rt = models.CharField(max_length=3, blank=True, help_text="three digits; empty: the whole RW")
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    boundary = models.JSONField(null=True, help_text="GeoJSON geometry")
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kelurahan", "rw", "rt"], name="a_neighbourhood_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(rw__regex=r"^[0-9]{3}$") & Q(rt__regex=r"^([0-9]{3})?$"),
                name="rt_and_rw_have_three_digits",
            ),
            models.CheckConstraint(
                condition=Q(lat=None, lon=None) | Q(lat__isnull=False, lon__isnull=False),
                name="a_neighbourhood_lies_somewhere_or_nowhere",
            ),
        ]

    def __str__(self) -> str:
        """As it is written on every letter: `RT 003/RW 005`."""
        return f"RT {self.rt}/RW {self.rw}" if self.rt else f"RW {self.rw}"
