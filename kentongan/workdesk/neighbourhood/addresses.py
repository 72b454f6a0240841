"""Where the pages of heads of RT and RW stand."""

from django.urls import path, re_path

from kentongan.workdesk.neighbourhood.acting import HANDS, acted
from kentongan.workdesk.neighbourhood.heads import ending, heads
from kentongan.workdesk.neighbourhood.helping import helping, receipt
from kentongan.workdesk.neighbourhood.pages import one_case, reported

addresses = [
    path("rukun/", reported, name="rukun"),
    path("rukun/bantu/", helping, name="rukun_help"),
    path("rukun/bantu/tanda/<int:pk>/", receipt, name="rukun_receipt"),
    path("rukun/ketua/", heads, name="rukun_heads"),
    path("rukun/ketua/<int:pk>/pengakhiran", ending, name="rukun_ending"),
    path("rukun/<slug:reference>/", one_case, name="rukun_case"),
    re_path(rf"^rukun/(?P<reference>\w+)/(?P<act>{'|'.join(HANDS)})$", acted, name="rukun_act"),
]
