"""Addresses of the citizen's door."""

from django.urls import path

from kentongan.frontdesk import (
    following,
    home,
    judging,
    mapping,
    objecting,
    pictures,
    publishing,
    reporting,
    sealed,
    typing,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("lapor/", reporting.report, name="report"),
    path("lapor/jenis", typing.service_types, name="report-types"),
    path("lapor/pertanyaan", typing.questions, name="report-questions"),
    path("lapor/tempat", typing.places, name="report-places"),
    path("t/", following.enter_code, name="follow"),
    path("t/<str:code>/", following.follow, name="track"),
    path("t/<str:code>/balas", following.answer_question, name="track-reply"),
    path("t/<str:code>/beres", judging.say_fixed, name="track-fixed"),
    path("t/<str:code>/belum", judging.say_not_fixed, name="track-not-fixed"),
    path("t/<str:code>/keberatan", objecting.object_page, name="track-objection"),
    path("t/<str:code>/bukti.json", sealed.proof, name="track-proof"),
    path("jurnal/", sealed.seals, name="seals"),
    path("jurnal/segel.json", sealed.seals_json, name="seals-file"),
    path("jurnal/periksa", sealed.check, name="check-proof"),
    path("peta/", mapping.map_page, name="map"),
    path("peta/batas.geojson", mapping.boundaries, name="map-boundaries"),
    path("peta/titik.geojson", mapping.points, name="map-points"),
    path("laporan/<str:reference>/", publishing.case_page, name="public-case"),
    path("foto/umum/<str:digest>.jpg", pictures.public_photo, name="photo-public"),
    path("foto/kecil/<str:digest>.jpg", pictures.small_photo, name="photo-small"),
    path("foto/<str:digest>.jpg", pictures.photo, name="photo"),
]
