"""Registered with Django so that the face's static files and translations are found."""

from django.apps import AppConfig


class FaceConfig(AppConfig):
    """The shared look; it has no models."""

    name = "kentongan.face"
    label = "face"
