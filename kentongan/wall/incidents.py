"""What the wall says of incidents and shifts; who tells of them is nowhere in it."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from kentongan.wall.tellings import Telling

INCIDENTS: Mapping[str, Telling] = {
    "incident.opened": Telling(_("Many tell of the same thing: an incident"), tone="late"),
    "incident.extended": Telling(_("More tell of an incident"), is_shown=False),
    "incident.joined": Telling(_("A case was put under an incident"), is_shown=False),
    "incident.detached": Telling(_("A case was taken out of an incident"), is_shown=False),
    "incident.merged": Telling(_("Two incidents are one")),
    "incident.parted": Telling(_("Two incidents stand apart again"), is_shown=False),
    "incident.divided": Telling(_("An incident was split in two")),
    "incident.reunited": Telling(_("A split of an incident was undone"), is_shown=False),
    "incident.closed": Telling(_("An incident is over"), tone="well"),
    "incident.reopened": Telling(_("An incident was opened again"), tone="late"),
    "incident.logged": Telling(_("Something was written into a log"), is_shown=False),
    "incident.ticked": Telling(_("A step of a checklist was done"), is_shown=False),
    "incident.unticked": Telling(_("A step of a checklist was put back"), is_shown=False),
    "shift.started": Telling(_("A shift began"), is_shown=False),
    "shift.entered": Telling(_("Somebody came on duty"), is_shown=False),
    "shift.departed": Telling(_("Somebody went off duty"), is_shown=False),
    "shift.offered": Telling(_("Somebody signed to leave"), is_shown=False),
    "shift.withdrawn": Telling(_("A handover was taken back"), is_shown=False),
    "shift.relieved": Telling(_("A shift was handed over"), is_shown=False),
}
