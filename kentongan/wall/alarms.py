"""What the wall says of alarms: that one calls, and that it is over; the rest is the operators'."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from kentongan.wall.tellings import Telling

ALARMS: Mapping[str, Telling] = {
    "alarm.raised": Telling(_("An alarm was raised"), tone="late"),
    "alarm.returned": Telling(_("An alarm's cause is gone")),
    "alarm.acknowledged": Telling(_("An alarm was taken"), is_shown=False),
    "alarm.assigned": Telling(_("An alarm was given to somebody"), is_shown=False),
    "alarm.shelved": Telling(_("An alarm was shelved"), is_shown=False),
    "alarm.unshelved": Telling(_("An alarm came back from the shelf"), is_shown=False),
    "alarm.suppressed": Telling(_("An alarm was held back"), is_shown=False),
    "alarm.released": Telling(_("An alarm is no longer held back"), is_shown=False),
    "alarm.withdrawn": Telling(_("An alarm ended with its rule"), is_shown=False),
    "alarm_rule.changed": Telling(_("A rule for alarms was changed"), is_shown=False),
    "alarm_rule.withdrawn": Telling(_("A rule for alarms was taken out"), is_shown=False),
    "alarm_drill.started": Telling(_("A drill holds alarms back"), is_shown=False),
    "alarm_drill.ended": Telling(_("A drill no longer holds alarms back"), is_shown=False),
}
