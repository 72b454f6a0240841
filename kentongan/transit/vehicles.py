"""Vehicles: whose they are, with which key they tell where they are, and the runs they make."""

from django.db import models

from kentongan.transit.timetables import Pattern, Trip


class Operator(models.Model):
    """Whoever runs vehicles and tells where they are."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    is_simulation = models.BooleanField(
        default=False, help_text="a simulator's: shown only with that word, never counted"
    )
    added_at = models.DateTimeField()
    silent_since = models.DateTimeField(null=True, help_text="noticed that nothing comes any more")

    def __str__(self) -> str:
        return self.name


class Vehicle(models.Model):
    """One bus or angkot."""

    operator = models.ForeignKey(Operator, models.PROTECT, related_name="vehicles")
    code = models.CharField(max_length=60, help_text="as its positions name it")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["operator", "code"], name="one_vehicle_a_code")
        ]

    def __str__(self) -> str:
        return self.code


class PositionKey(models.Model):
    """A key that positions come with: an operator's, or that of one vehicle alone."""

    operator = models.ForeignKey(Operator, models.PROTECT, related_name="keys")
    vehicle = models.ForeignKey(Vehicle, models.PROTECT, null=True, related_name="+")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the key, hex")
    added_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"key {self.pk}"


class Run(models.Model):
    """A vehicle on one way from its beginning to its end, as it was seen."""

    vehicle = models.ForeignKey(Vehicle, models.PROTECT, related_name="runs", db_index=False)
    pattern = models.ForeignKey(Pattern, models.PROTECT, related_name="+", db_index=False)
    trip = models.ForeignKey(Trip, models.PROTECT, null=True, related_name="+", db_index=False)
    day = models.DateField(help_text="the service day it belongs to")
    starts_s = models.PositiveIntegerField(help_text="seconds of that day")
    began_at = models.DateTimeField()
    is_simulated = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["began_at"], name="runs_by_beginning")]

    def __str__(self) -> str:
        return f"run {self.pk}"
