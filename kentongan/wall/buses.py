"""What the wall says of buses: of what people did, and of positions that stopped or came again."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from kentongan.wall.tellings import Telling

BUSES: Mapping[str, Telling] = {
    "timetable.imported": Telling(_("A new bus timetable was taken in")),
    "operator.added": Telling(_("A bus operator was added"), is_shown=False),
    "vehicles.added": Telling(_("Buses were made known"), is_shown=False),
    "position_key.given": Telling(_("A key for bus positions was given"), is_shown=False),
    "position_key.withdrawn": Telling(_("Keys for bus positions were withdrawn"), is_shown=False),
    "positions.interrupted": Telling(_("No bus positions come in any more")),
    "positions.resumed": Telling(_("Bus positions come in again")),
    "advisory.issued": Telling(_("Riders of a line were told something")),
    "advisory.withdrawn": Telling(_("What riders were told was withdrawn")),
}
