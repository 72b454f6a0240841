"""What is said of a counter's entries; none is on the wall, the lobby has a board of its own."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from kentongan.wall.paper import PAPER
from kentongan.wall.tellings import Telling

COUNTER: Mapping[str, Telling] = {
    **PAPER,
    "office.opened": Telling(_("A counter was opened or changed"), is_shown=False),
    "office.closed": Telling(_("A counter hands out no more numbers"), is_shown=False),
    "tablet.opened": Telling(_("A tablet hands out numbers"), is_shown=False),
    "tablet.closed": Telling(_("A tablet was closed"), is_shown=False),
    "seat.taken": Telling(_("Somebody sat down at a counter"), is_shown=False),
    "ticket.taken": Telling(_("Somebody waits at a counter"), is_shown=False),
    "ticket.called": Telling(_("A number was called"), is_shown=False),
    "ticket.served": Telling(_("Somebody is served at a counter"), is_shown=False),
    "ticket.missed": Telling(_("A number was called in vain"), is_shown=False),
    "ticket.linked": Telling(_("A number was about a matter"), is_shown=False),
    "ticket.ended": Telling(_("Somebody was served at a counter"), is_shown=False),
}
