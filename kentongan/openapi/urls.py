"""Where the door for machines stands: Open311 twice, for real and for trying out; open data."""

from django.urls import include, path, re_path

from kentongan.openapi.calls.urls import calls
from kentongan.openapi.cap import warning
from kentongan.openapi.data import balances, claims, files, pages, pauses
from kentongan.openapi.messages import sms, telegram, whatsapp
from kentongan.openapi.open311 import describing, discovery, listing, services, updates
from kentongan.openapi.transit import feeds, pings

EXT = r"(?:\.(?P<ext>[A-Za-z0-9]+))?$"

open311 = [
    path("openapi.json", describing.openapi),
    re_path(rf"^discovery{EXT}", discovery.discover),
    re_path(rf"^services{EXT}", services.list_services),
    re_path(rf"^services/(?P<code>[^/]+?){EXT}", services.define_service),
    re_path(rf"^requests{EXT}", listing.requests),
    re_path(rf"^requests/(?P<reference>[^/]+?){EXT}", listing.one_request),
    re_path(rf"^tokens/(?P<token>[^/]+?){EXT}", listing.token),
    re_path(rf"^servicerequestupdates{EXT}", updates.updates),
]

urlpatterns = [
    re_path(rf"^open311/discovery{EXT}", discovery.discover),
    path("open311/v2/", include(open311), {"is_test": False}),
    path("open311/test/v2/", include(open311), {"is_test": True}),
    re_path(rf"^open311/(?P<rest>.*?){EXT}", listing.nothing_here),
    path("pesan/sms/", sms.message),
    path("pesan/whatsapp/", whatsapp.whatsapp),
    path("pesan/telegram/", telegram.telegram),
    path("pesan/sms/kabar/", sms.report),
    path("calls/v1/", include(calls)),
    path("transit/v1/pings", pings.tell_positions),
    path("transit/v1/positions.pb", pings.tell_realtime),
    path("transit/gtfs-rt/<slug:name>.pb", feeds.feed),
    path("cap/", warning.cap_index, name="cap"),
    path("cap/kunci.pem", warning.cap_certificate),
    path("cap/<str:identifier>.xml", warning.cap_message),
    path("data/", pages.data_page, name="data"),
    path("data/metadata.json", pages.metadata),
    path("data/laporan.csv", files.reports_csv),
    path("data/laporan.geojson", files.reports_geojson),
    path("data/rekap.csv", files.tally_csv),
    path("data/neraca.csv", balances.balance_csv),
    path("data/klaim/", claims.claims_page, name="claims"),
    path("data/klaim.csv", claims.rows_csv),
    path("data/klaim-unit.csv", claims.units_csv),
    path("data/jeda/", pauses.pauses_page, name="pauses"),
    path("data/jeda.csv", pauses.rows_csv),
    path("data/jeda-unit.csv", pauses.units_csv),
    path("data/jenis.csv", files.services_csv),
]
