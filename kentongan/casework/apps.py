from django.apps import AppConfig


class Casework(AppConfig):
    name = "kentongan.casework"
