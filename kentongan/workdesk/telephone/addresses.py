"""Where the telephone's pages stand."""

from django.urls import path

from kentongan.workdesk.telephone.acting import act, save
from kentongan.workdesk.telephone.handling import begin_call, call_back, presence, take_call
from kentongan.workdesk.telephone.handset import handset
from kentongan.workdesk.telephone.helping import help_page
from kentongan.workdesk.telephone.pages import call_page, live, place, summary
from kentongan.workdesk.telephone.supervising import (
    recording_gone,
    room,
    room_numbers,
    room_rows,
    seat,
)

addresses = [
    path("meja/telepon/", place, name="calls"),
    path("meja/telepon/keadaan", live, name="calls_live"),
    path("meja/telepon/kehadiran", presence, name="presence"),
    path("meja/telepon/tangan", begin_call, name="call_by_hand"),
    path("meja/telepon/pesawat", handset, name="handset"),
    path("meja/telepon/bantuan/<str:part>", help_page, name="call_help"),
    path("meja/telepon/ruang", room, name="call_room"),
    path("meja/telepon/ruang/angka", room_numbers, name="call_room_numbers"),
    path("meja/telepon/ruang/baris", room_rows, name="call_room_rows"),
    path("meja/telepon/ruang/terhapus/<int:pk>", recording_gone, name="call_recording_gone"),
    path("meja/telepon/ruang/tempat", seat, name="call_seat"),
    path("meja/telepon/<int:pk>/", call_page, name="call"),
    path("meja/telepon/<int:pk>/isi", act, name="call_act"),
    path("meja/telepon/<int:pk>/draf", save, name="call_draft"),
    path("meja/telepon/<int:pk>/jawaban", take_call, name="call_take"),
    path("meja/telepon/<int:pk>/ringkasan", summary, name="call_summary"),
    path("meja/telepon/<int:pk>/kembali", call_back, name="call_back"),
]
