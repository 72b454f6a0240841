from django.apps import AppConfig


class Command(AppConfig):
    name = "kentongan.command"
