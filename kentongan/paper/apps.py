from django.apps import AppConfig


class Paper(AppConfig):
    name = "kentongan.paper"
