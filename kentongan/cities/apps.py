from django.apps import AppConfig

from kentongan.toolbox.moments import read_quickly


class Cities(AppConfig):
    name = "kentongan.cities"

    def ready(self) -> None:
        """Prepare every connection that this process will open."""
        read_quickly()
