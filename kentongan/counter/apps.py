from django.apps import AppConfig


class Counter(AppConfig):
    name = "kentongan.counter"
