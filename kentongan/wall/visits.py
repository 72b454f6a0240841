"""What the wall says of visits: theirs to know who go, so that no screen shows it."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from kentongan.wall.tellings import Telling

VISITS: Mapping[str, Telling] = {
    "visit.planned": Telling(_("A visit was planned"), is_shown=False),
    "visit.stops_added": Telling(_("Stops were added to a visit"), is_shown=False),
    "visit.stop_removed": Telling(_("A stop was taken off a visit"), is_shown=False),
    "visit.arranged": Telling(_("The stops of a visit were put in order"), is_shown=False),
    "visit.shortened": Telling(_("A visit's way was made shorter"), is_shown=False),
    "visit.started": Telling(_("Somebody set out on a visit"), is_shown=False),
    "visit.ended": Telling(_("A visit ended"), is_shown=False),
    "visit.cancelled": Telling(_("A visit was called off"), is_shown=False),
    "case.visited": Telling(_("Somebody went and looked"), is_shown=False),
}
