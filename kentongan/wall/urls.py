"""Where the wall hangs. Its stream is no view: `config.serving.streams` leads there."""

from django.urls import path

from kentongan.wall.calls import calls_behind
from kentongan.wall.listing import rows
from kentongan.wall.views import arrive

urlpatterns = [
    path("wall/", arrive, name="wall"),
    path("wall/baris/", rows, name="wall_rows"),
    path("wall/telepon/", calls_behind, name="wall_calls"),
]
