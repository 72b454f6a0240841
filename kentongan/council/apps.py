from django.apps import AppConfig


class Council(AppConfig):
    name = "kentongan.council"
