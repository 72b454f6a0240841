from django.apps import AppConfig


class Mailroom(AppConfig):
    name = "kentongan.mailroom"
