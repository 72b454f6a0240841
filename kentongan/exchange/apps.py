from django.apps import AppConfig


class Exchange(AppConfig):
    name = "kentongan.exchange"
