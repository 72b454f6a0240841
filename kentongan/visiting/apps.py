from django.apps import AppConfig


class Visiting(AppConfig):
    name = "kentongan.visiting"
