"""Where the page of buses stands."""

from django.urls import path

from kentongan.workdesk.transit.timetables import timetable_import, transit

addresses = [
    path("meja/angkutan/", transit, name="transit"),
    path("meja/angkutan/jadwal", timetable_import, name="transit_import"),
]
