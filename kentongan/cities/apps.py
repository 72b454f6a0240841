from django.apps import AppConfig


class Cities(AppConfig):
    name = "kentongan.cities"
