"""Where the wall hangs. Its stream is no view: `config.serving.streams` leads there."""

from django.urls import path

from kentongan.wall.behind.alarms import alarm_behind, alarms_behind
from kentongan.wall.behind.buses import line_behind, lines_behind
from kentongan.wall.behind.cases import case_behind
from kentongan.wall.behind.conditions import conditions_behind
from kentongan.wall.behind.directives import directives_behind
from kentongan.wall.behind.incidents import incident_behind, incidents_behind
from kentongan.wall.calls import calls_behind
from kentongan.wall.hand.asking import decisions, question_withdrawal
from kentongan.wall.hand.assigning import phone_assign
from kentongan.wall.hand.deciding import decide_page, decision_page
from kentongan.wall.hand.phone import phone
from kentongan.wall.listing import rows
from kentongan.wall.playing import play
from kentongan.wall.rivers import evidence, gauge, gauges
from kentongan.wall.views import arrive

urlpatterns = [
    path("wall/tma/", gauges, name="wall_rivers"),
    path("wall/tma/<slug:code>/", gauge, name="wall_river"),
    path("wall/tma/<slug:code>/mentah/<int:key>", evidence, name="wall_river_evidence"),
    path("wall/", arrive, name="wall"),
    path("wall/putar/", play, name="wall_playing"),
    path("wall/baris/", rows, name="wall_rows"),
    path("wall/kasus/<str:reference>/", case_behind, name="wall_case"),
    path("wall/keadaan/", conditions_behind, name="wall_conditions"),
    path("wall/insiden/", incidents_behind, name="wall_incidents"),
    path("wall/insiden/<int:pk>/", incident_behind, name="wall_incident"),
    path("wall/alarm/", alarms_behind, name="wall_alarms"),
    path("wall/alarm/<int:pk>/", alarm_behind, name="wall_alarm"),
    path("wall/bus/", lines_behind, name="wall_lines"),
    path("wall/bus/<str:code>/", line_behind, name="wall_line"),
    path("wall/disposisi/", directives_behind, name="wall_directives"),
    path("wall/telepon/", calls_behind, name="wall_calls"),
    path("meja/ponsel/", phone, name="mayors_phone"),
    path("meja/ponsel/tugas", phone_assign, name="mayors_phone_assign"),
    path("meja/keputusan/", decisions, name="decisions"),
    path("meja/keputusan/baru", decide_page, name="decision_new"),
    path("meja/keputusan/<int:pk>/", decision_page, name="decision"),
    path(
        "meja/keputusan/pertanyaan/<int:pk>/tarik", question_withdrawal, name="question_withdrawal"
    ),
]
