"""Where the pages of alarms stand."""

from django.urls import path, re_path

from kentongan.workdesk.alarms.acting import HANDS, alarm_act
from kentongan.workdesk.alarms.drills import drill_beginning, drill_end
from kentongan.workdesk.alarms.history import alarm_page
from kentongan.workdesk.alarms.listing import alarms, alarms_live
from kentongan.workdesk.alarms.rules import alarm_rule, alarm_rule_end, alarm_rules
from kentongan.workdesk.alarms.weekly import alarm_rows, alarm_week, alarm_week_file

addresses = [
    path("meja/alarm/", alarms, name="alarms"),
    path("meja/alarm/keadaan", alarms_live, name="alarms_live"),
    path("meja/alarm/aturan/", alarm_rules, name="alarm_rules"),
    path("meja/alarm/aturan/baru", alarm_rule, name="alarm_rule_new"),
    path("meja/alarm/aturan/<slug:key>/", alarm_rule, name="alarm_rule"),
    path("meja/alarm/aturan/<slug:key>/pencabutan", alarm_rule_end, name="alarm_rule_end"),
    path("meja/alarm/latihan", drill_beginning, name="alarm_drill"),
    path("meja/alarm/latihan/<int:pk>/akhir", drill_end, name="alarm_drill_end"),
    path("meja/alarm/mingguan/", alarm_week, name="alarm_week"),
    path("meja/alarm/mingguan.csv", alarm_week_file, name="alarm_week_file"),
    path("meja/alarm/mingguan/baris", alarm_rows, name="alarm_rows"),
    path("meja/alarm/<int:pk>/", alarm_page, name="alarm"),
    re_path(rf"^meja/alarm/(?P<pk>\d+)/(?P<act>{'|'.join(HANDS)})$", alarm_act, name="alarm_act"),
]
