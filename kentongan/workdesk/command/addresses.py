"""Where the pages of directives stand."""

from django.urls import path, re_path

from kentongan.workdesk.command.acting import (
    HANDS,
    charge_act,
    directive_page,
    directive_withdrawal,
)
from kentongan.workdesk.command.files import enclosure
from kentongan.workdesk.command.listing import directives
from kentongan.workdesk.command.printing import directive_sheet
from kentongan.workdesk.command.writing import directive_new

addresses = [
    path("meja/disposisi/", directives, name="directives"),
    path("meja/disposisi/baru", directive_new, name="directive_new"),
    path("meja/disposisi/<int:pk>/", directive_page, name="directive"),
    path("meja/disposisi/<int:pk>/lembar.pdf", directive_sheet, name="directive_sheet"),
    path("meja/disposisi/<int:pk>/tarik", directive_withdrawal, name="directive_withdrawal"),
    path("meja/disposisi/berkas/<int:pk>", enclosure, name="enclosure"),
    re_path(
        rf"^meja/disposisi/tugas/(?P<pk>\d+)/(?P<act>{'|'.join(HANDS)})$",
        charge_act,
        name="charge_act",
    ),
]
