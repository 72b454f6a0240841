"""What the wall says of sources and of the warnings they bring."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from kentongan.wall.tellings import Telling

SOURCES: Mapping[str, Telling] = {
    "warning.received": Telling(_("A warning came in"), is_shown=False),
    "feed.failed": Telling(_("A source does not answer"), is_shown=False),
    "feed.told": Telling(_("A source tells of something new"), is_shown=False),
    "gauge.reached": Telling(_("A river reached another siaga"), is_shown=False),
    "feed.recovered": Telling(_("A source answers again"), is_shown=False),
}
