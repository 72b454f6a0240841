from django.apps import AppConfig


class Alarms(AppConfig):
    name = "kentongan.alarms"
