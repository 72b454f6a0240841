"""What the city answers to common questions, as its pack says."""

from django.db import models


class Snippet(models.Model):
    """One question people ask at the telephone, and the words to answer it with."""

    code = models.SlugField(max_length=60, unique=True)
    questions = models.JSONField()
    answers = models.JSONField()
    keywords = models.JSONField(default=list)
    service_types = models.JSONField(default=list, help_text="codes; none: of use for every call")
    source = models.CharField(max_length=300, blank=True)
    is_assumed = models.BooleanField(default=False, help_text="nobody has confirmed it yet")
    order = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.code
