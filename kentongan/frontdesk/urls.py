"""Addresses of the citizen's door."""

from django.urls import path

from kentongan.frontdesk import following, home, mapping, pictures, publishing, reporting, typing

urlpatterns = [
    path("", home.home, name="home"),
    path("lapor/", reporting.report, name="report"),
    path("lapor/jenis", typing.service_types, name="report-types"),
    path("lapor/pertanyaan", typing.questions, name="report-questions"),
    path("lapor/tempat", typing.places, name="report-places"),
    path("t/", following.enter_code, name="follow"),
    path("t/<str:code>/", following.follow, name="track"),
    path("t/<str:code>/balas", following.answer_question, name="track-reply"),
    path("peta/", mapping.map_page, name="map"),
    path("peta/batas.geojson", mapping.boundaries, name="map-boundaries"),
    path("peta/titik.geojson", mapping.points, name="map-points"),
    path("laporan/<str:reference>/", publishing.case_page, name="public-case"),
    path("foto/kecil/<str:digest>.jpg", pictures.small_photo, name="photo-small"),
    path("foto/<str:digest>.jpg", pictures.photo, name="photo"),
]
