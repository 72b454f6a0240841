from django.apps import AppConfig


class Transit(AppConfig):
    name = "kentongan.transit"
