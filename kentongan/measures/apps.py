from django.apps import AppConfig


class Measures(AppConfig):
    name = "kentongan.measures"
