"""Where the pages of visits stand."""

from django.urls import path, re_path

from kentongan.workdesk.visiting.going import HANDS, visit_act, visit_page
from kentongan.workdesk.visiting.listing import visits
from kentongan.workdesk.visiting.printing import visit_sheet
from kentongan.workdesk.visiting.telling import stop_told
from kentongan.workdesk.visiting.way import way_page

addresses = [
    path("meja/kunjungan/", visits, name="visits"),
    path("meja/kunjungan/<int:pk>/", visit_page, name="visit"),
    path("meja/kunjungan/<int:pk>/rute", way_page, name="visit_way"),
    path("meja/kunjungan/<int:pk>/lembar.pdf", visit_sheet, name="visit_sheet"),
    path("meja/kunjungan/<int:pk>/perhentian/<int:stop>", stop_told, name="stop_told"),
    re_path(
        rf"^meja/kunjungan/(?P<pk>\d+)/(?P<act>{'|'.join(HANDS)})$", visit_act, name="visit_act"
    ),
]
