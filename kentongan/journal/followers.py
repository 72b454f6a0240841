"""Whoever hands the journal on to a program outside remembers here how far that has come."""

from django.db import models


class Follower(models.Model):
    """One reader outside the rooms, by name, and the last entry it has handed on."""

    name = models.CharField(max_length=40, unique=True)
    xact = models.BigIntegerField()
    entry = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.name} {self.xact}-{self.entry}"
