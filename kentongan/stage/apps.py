from django.apps import AppConfig


class CityStage(AppConfig):
    name = "kentongan.stage"
