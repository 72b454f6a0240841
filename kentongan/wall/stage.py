"""What the wall says of the city's stage: that it was changed; the rest is the desk's."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from kentongan.wall.tellings import Telling

STAGE: Mapping[str, Telling] = {
    "stage.proposed": Telling(_("A rule proposes another stage for the city"), tone="late"),
    "stage.proposal_lapsed": Telling(_("A proposal for the stage has lapsed"), is_shown=False),
    "stage.proposal_refused": Telling(_("A proposal for the stage was refused"), is_shown=False),
    "stage.changed": Telling(_("The city's stage was changed"), tone="late"),
    "stage.message_renewed": Telling(_("The public warning was renewed"), is_shown=False),
}
