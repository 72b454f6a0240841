"""Where the desk's pages stand."""

from django.urls import path, re_path

from kentongan.workdesk.accounts import accounts, closure, new_password, placement
from kentongan.workdesk.acting import acting
from kentongan.workdesk.addresses import addressing, own_account
from kentongan.workdesk.alarms.addresses import addresses as alarm_addresses
from kentongan.workdesk.auditing import audits, verdict
from kentongan.workdesk.case import case_page
from kentongan.workdesk.claiming import nonce
from kentongan.workdesk.command.addresses import addresses as command_addresses
from kentongan.workdesk.counter.addresses import addresses as counter_addresses
from kentongan.workdesk.drills import drill_file, drills
from kentongan.workdesk.exchanging import (
    TAKES,
    batch_file,
    exchange_page,
    handing_over,
    intake_file,
    states_file,
)
from kentongan.workdesk.gate_lists import gate_page
from kentongan.workdesk.group.acting import HANDS, matter_act
from kentongan.workdesk.group.aspirations import aspirations_file, aspirations_page
from kentongan.workdesk.group.meetings import meeting_act, meeting_page, meetings
from kentongan.workdesk.group.pages import matter_page, matters
from kentongan.workdesk.incidents.addresses import addresses as incidents_addresses
from kentongan.workdesk.inviting import parties, revocation
from kentongan.workdesk.keeping import keep_view, remove_view
from kentongan.workdesk.letters import letters, mending
from kentongan.workdesk.messages import message_again, messages
from kentongan.workdesk.neighbourhood.addresses import addresses as neighbourhood_addresses
from kentongan.workdesk.paper.addresses import addresses as paper_addresses
from kentongan.workdesk.passwording import password_page
from kentongan.workdesk.picturing import screening
from kentongan.workdesk.queue import queue
from kentongan.workdesk.shielding import identity, narrowing, widening, widening_decision
from kentongan.workdesk.signing import sign_in_page, sign_out
from kentongan.workdesk.speaking import telling
from kentongan.workdesk.stage.addresses import addresses as stage_addresses
from kentongan.workdesk.telephone.addresses import addresses as telephone_addresses
from kentongan.workdesk.transit.addresses import addresses as transit_addresses
from kentongan.workdesk.verbs import VERBS
from kentongan.workdesk.visiting.addresses import addresses as visiting_addresses
from kentongan.workdesk.voicing import alike
from kentongan.workdesk.wishing import wish_decision, wishes

app_name = "workdesk"
urlpatterns = [
    path("masuk/", sign_in_page, name="sign_in"),
    path("keluar/", sign_out, name="sign_out"),
    path("meja/", queue, name="queue"),
    path("meja/kasus/<str:reference>/", case_page, name="case"),
    *(
        path(f"meja/kasus/<str:reference>/{verb.noun}", acting(verb), name=verb.name)
        for verb in VERBS.values()
    ),
    path("meja/kasus/<str:reference>/mirip", alike, name="alike"),
    path("meja/kasus/<str:reference>/nonce", nonce, name="nonce"),
    path("meja/kasus/<str:reference>/identitas", identity, name="identity"),
    path("meja/kasus/<str:reference>/penyempitan", narrowing, name="narrowing"),
    path("meja/kasus/<str:reference>/pelebaran", widening, name="widening"),
    path(
        "meja/kasus/<str:reference>/pelebaran/<int:pk>", widening_decision, name="widening_decision"
    ),
    path("meja/kasus/<str:reference>/foto/<int:pk>", screening, name="screening"),
    path("meja/kasus/<str:reference>/pihak/", parties, name="parties"),
    path("meja/kasus/<str:reference>/pihak/<int:pk>/pencabutan", revocation, name="revocation"),
    path("meja/surat/", letters, name="letters"),
    path("meja/surat/<int:pk>", mending, name="mending"),
    path("meja/surat/lisan/<int:pk>", telling, name="telling"),
    path("meja/pesan/", messages, name="messages"),
    path("meja/pesan/<int:pk>", message_again, name="message_again"),
    path("meja/data/", wishes, name="wishes"),
    path("meja/data/<int:pk>", wish_decision, name="wish_decision"),
    path("meja/gerbang/", gate_page, name="gate"),
    path("fraksi/", matters, name="group"),
    path("fraksi/rapat/", meetings, name="group_meetings"),
    path("fraksi/rapat/<int:pk>/", meeting_page, name="group_meeting"),
    path("fraksi/rapat/<int:pk>/putusan", meeting_act, name="group_deciding"),
    path("fraksi/aspirasi/", aspirations_page, name="group_aspirations"),
    path("fraksi/aspirasi/aspirasi.csv", aspirations_file, name="group_aspirations_file"),
    path("fraksi/<slug:number>/", matter_page, name="group_matter"),
    re_path(rf"^fraksi/(?P<number>\w+)/(?P<act>{'|'.join(HANDS)})$", matter_act, name="group_act"),
    *neighbourhood_addresses,
    path("meja/lapor/", exchange_page, name="exchange"),
    re_path(rf"^meja/lapor/masuk/(?P<what>{'|'.join(TAKES)})$", intake_file, name="exchange_file"),
    path("meja/lapor/keluar", handing_over, name="exchange_out"),
    path("meja/lapor/keluar/<int:pk>.csv", batch_file, name="exchange_batch"),
    path("meja/lapor/status", states_file, name="exchange_states"),
    *telephone_addresses,
    *alarm_addresses,
    *paper_addresses,
    *visiting_addresses,
    *incidents_addresses,
    *command_addresses,
    *stage_addresses,
    *transit_addresses,
    *counter_addresses,
    path("meja/audit/", audits, name="audits"),
    path("meja/audit/<int:pk>", verdict, name="verdict"),
    path("meja/akun/", own_account, name="account"),
    path("meja/sandi/", password_page, name="password"),
    path("meja/latihan/", drills, name="drills"),
    path("meja/latihan/<str:name>", drill_file, name="drill_file"),
    path("meja/pengguna/", accounts, name="users"),
    path("meja/pengguna/<int:pk>/penempatan", placement, name="placement"),
    path("meja/pengguna/<int:pk>/penutupan", closure, name="closure"),
    path("meja/pengguna/<int:pk>/alamat", addressing, name="addressing"),
    path("meja/pengguna/<int:pk>/sandi", new_password, name="new_password"),
    path("meja/saringan", keep_view, name="keep_view"),
    path("meja/saringan/<int:pk>/penghapusan", remove_view, name="remove_view"),
]
