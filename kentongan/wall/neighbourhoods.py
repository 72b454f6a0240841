"""What the wall says of heads of RT and RW: nothing is drawn there, for nobody counts them."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from kentongan.wall.tellings import Telling

TYPE = _("%(type)s")
NEIGHBOURHOODS: Mapping[str, Telling] = {
    "case.sighted": Telling(TYPE, _("A neighbour went and looked"), is_shown=False),
    "case.neighbourhood_named": Telling(TYPE, _("A head said where it lies"), is_shown=False),
    "request.helped": Telling(_("A head helped somebody report"), is_shown=False),
    "headship.started": Telling(_("Somebody became head of an RT or RW"), is_shown=False),
    "headship.ended": Telling(_("A headship of an RT or RW ended"), is_shown=False),
}
