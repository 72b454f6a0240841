"""Where the pages of the paper forms stand."""

from django.urls import path, re_path

from kentongan.workdesk.paper.batches import batch_page, batch_pdf
from kentongan.workdesk.paper.entering import help_page, save, typing_page
from kentongan.workdesk.paper.files import file_page
from kentongan.workdesk.paper.form import ACTS, code_page, find_page, form_act, form_page
from kentongan.workdesk.paper.place import collecting, place, printing

addresses = [
    path("meja/kertas/", place, name="paper"),
    path("meja/kertas/cetakan", printing, name="paper_printing"),
    path("meja/kertas/penerimaan", collecting, name="paper_collecting"),
    path("meja/kertas/berkas", file_page, name="paper_file"),
    path("meja/kertas/isi", typing_page, name="paper_typing"),
    path("meja/kertas/draf", save, name="paper_draft"),
    path("meja/kertas/bantuan/<str:part>", help_page, name="paper_help"),
    path("meja/kertas/<int:pk>.pdf", batch_pdf, name="paper_pdf"),
    path("meja/kertas/<int:pk>/", batch_page, name="paper_batch"),
    path("meja/kertas/formulir/", find_page, name="paper_find"),
    path("meja/kertas/formulir/<str:number>/", form_page, name="paper_form"),
    path("meja/kertas/formulir/<str:number>/kode", code_page, name="paper_code"),
    re_path(
        rf"^meja/kertas/formulir/(?P<number>[^/]+)/(?P<act>{'|'.join(ACTS)})$",
        form_act,
        name="paper_act",
    ),
]
