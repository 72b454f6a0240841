"""What the wall says of council groups: theirs to know, so that no screen shows it."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from kentongan.wall.tellings import Telling

COUNCIL: Mapping[str, Telling] = {
    "matter.received": Telling(_("A matter was brought to a council group"), is_shown=False),
    "matter.verified": Telling(_("A council group verified a matter"), is_shown=False),
    "matter.remarked": Telling(_("A council group noted something"), is_shown=False),
    "matter.decided": Telling(_("A council group decided a matter"), is_shown=False),
    "matter.concluded": Telling(_("A council group told somebody"), is_shown=False),
    "matter.missed": Telling(_("A council group's letter came back"), is_shown=False),
    "meeting.called": Telling(_("A council group called a meeting"), is_shown=False),
    "meeting.closed": Telling(_("A council group closed a meeting"), is_shown=False),
    "group.founded": Telling(_("A council group has a door here"), is_shown=False),
    "group.reminded": Telling(_("A council group was reminded"), is_shown=False),
    "group.staffed": Telling(_("Somebody serves a council group"), is_shown=False),
}
