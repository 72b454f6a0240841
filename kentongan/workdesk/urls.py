"""Where the desk's pages stand."""

from django.urls import path

from kentongan.workdesk.accounts import accounts, closure, new_password, placement
from kentongan.workdesk.acting import acting
from kentongan.workdesk.case import case_page
from kentongan.workdesk.keeping import keep_view, remove_view
from kentongan.workdesk.passwording import password_page
from kentongan.workdesk.queue import queue
from kentongan.workdesk.signing import sign_in_page, sign_out
from kentongan.workdesk.verbs import VERBS

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
    path("meja/sandi/", password_page, name="password"),
    path("meja/pengguna/", accounts, name="users"),
    path("meja/pengguna/<int:pk>/penempatan", placement, name="placement"),
    path("meja/pengguna/<int:pk>/penutupan", closure, name="closure"),
    path("meja/pengguna/<int:pk>/sandi", new_password, name="new_password"),
    path("meja/saringan", keep_view, name="keep_view"),
    path("meja/saringan/<int:pk>/penghapusan", remove_view, name="remove_view"),
]
