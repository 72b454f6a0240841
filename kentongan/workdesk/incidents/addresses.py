"""Where the pages of incidents and shifts stand."""

from django.urls import path, re_path

from kentongan.workdesk.incidents.acting import HANDS, incident_act
from kentongan.workdesk.incidents.listing import incidents
from kentongan.workdesk.incidents.page import incident_page
from kentongan.workdesk.incidents.previewing import merge_preview, split_preview
from kentongan.workdesk.incidents.printing import handover_sheet
from kentongan.workdesk.incidents.shifts import HANDS as SIGNINGS
from kentongan.workdesk.incidents.shifts import shift_act, shift_page

addresses = [
    path("meja/insiden/", incidents, name="incidents"),
    path("meja/insiden/<int:pk>/", incident_page, name="incident"),
    path("meja/insiden/<int:pk>/lihat-gabung", merge_preview, name="incident_merge"),
    path("meja/insiden/<int:pk>/lihat-pecah", split_preview, name="incident_split"),
    re_path(
        rf"^meja/insiden/(?P<pk>\d+)/(?P<act>{'|'.join(HANDS)})$",
        incident_act,
        name="incident_act",
    ),
    path("meja/jaga/", shift_page, name="shift"),
    path("meja/jaga/<int:pk>/serah-terima.pdf", handover_sheet, name="handover_sheet"),
    re_path(rf"^meja/jaga/(?P<act>{'|'.join(SIGNINGS)})$", shift_act, name="shift_act"),
]
