"""Every door and where it stands."""

from django.urls import URLPattern, URLResolver, include, path

handler404 = "kentongan.config.middleware.refusing.not_found"
handler500 = "kentongan.config.middleware.refusing.crashed"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("kentongan.wall.urls")),
    path("", include("kentongan.frontdesk.urls")),
    path("", include("kentongan.openapi.urls")),
    path("", include("kentongan.workdesk.urls")),
]
