"""Where the counter's pages stand, and those of its lobby."""

from django.urls import path

from kentongan.workdesk.counter.acting import ticket_act
from kentongan.workdesk.counter.boards import board, board_part
from kentongan.workdesk.counter.handling import call_number, hand_out, next_number, sit
from kentongan.workdesk.counter.keeping import counter_help, pick_up, read_aloud, save
from kentongan.workdesk.counter.lobby import (
    lobby,
    lobby_number,
    lobby_pdf,
    ticket_number,
    ticket_pdf,
)
from kentongan.workdesk.counter.offices import (
    office_closing,
    office_opening,
    offices,
    tablet_closing,
    tablet_opening,
)
from kentongan.workdesk.counter.pages import counter, counter_live, ticket_page
from kentongan.workdesk.counter.receipts import receipt, receipt_again, receipt_pdf

addresses = [
    path("meja/loket/", counter, name="counter"),
    path("meja/loket/keadaan", counter_live, name="counter_live"),
    path("meja/loket/kursi", sit, name="counter_seat"),
    path("meja/loket/nomor", hand_out, name="counter_number"),
    path("meja/loket/panggilan", next_number, name="counter_next"),
    path("meja/loket/bantuan/<str:part>", counter_help, name="counter_help"),
    path("meja/loket/tempat/", offices, name="offices"),
    path("meja/loket/tempat/pembukaan", office_opening, name="office_opening"),
    path("meja/loket/tempat/<slug:code>/penutupan", office_closing, name="office_closing"),
    path("meja/loket/tempat/<slug:code>/tablet", tablet_opening, name="tablet_opening"),
    path("meja/loket/tablet/<int:pk>/penutupan", tablet_closing, name="tablet_closing"),
    path("meja/loket/<int:pk>/", ticket_page, name="ticket"),
    path("meja/loket/<int:pk>/isi", ticket_act, name="ticket_act"),
    path("meja/loket/<int:pk>/draf", save, name="ticket_draft"),
    path("meja/loket/<int:pk>/bacaan", read_aloud, name="ticket_aloud"),
    path("meja/loket/<int:pk>/panggilan", call_number, name="ticket_call"),
    path("meja/loket/<int:pk>/jawaban/<int:letter>", pick_up, name="ticket_pick_up"),
    path("meja/loket/<int:pk>/nomor", ticket_number, name="ticket_number"),
    path("meja/loket/<int:pk>/nomor.pdf", ticket_pdf, name="ticket_pdf"),
    path("meja/loket/<int:pk>/tanda-terima", receipt, name="receipt"),
    path("meja/loket/<int:pk>/tanda-terima/<slug:paper>.pdf", receipt_pdf, name="receipt_pdf"),
    path(
        "meja/kasus/<str:reference>/tanda-terima/<slug:paper>.pdf",
        receipt_again,
        name="receipt_again",
    ),
    path("antrean/<slug:code>/", lobby, name="lobby"),
    path("antrean/<slug:code>/layar", board, name="board"),
    path("antrean/<slug:code>/layar/isi", board_part, name="board_part"),
    path("antrean/<slug:code>/nomor/<int:number>", lobby_number, name="lobby_number"),
    path("antrean/<slug:code>/nomor/<int:number>.pdf", lobby_pdf, name="lobby_pdf"),
]
