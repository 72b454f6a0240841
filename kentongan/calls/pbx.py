"""An exchange that may speak to us, and the secret we share with it."""

from django.db import models


class Pbx(models.Model):
    """One exchange. Its secret is kept sealed: a copy of the database alone opens nothing."""

    name = models.SlugField(max_length=40, unique=True)
    secret = models.CharField(max_length=500, help_text="sealed with the city's secret key")
    is_active = models.BooleanField(default=True)
    added_at = models.DateTimeField()
    heard_at = models.DateTimeField(null=True, help_text="its last sign of life, to the minute")

    def __str__(self) -> str:
        return self.name
