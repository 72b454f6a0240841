from django.apps import AppConfig


class Neighbourhood(AppConfig):
    name = "kentongan.neighbourhood"
