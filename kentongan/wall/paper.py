"""What is said of the entries of paper forms; none is on the wall: the case they open is."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from kentongan.wall.tellings import Telling

PAPER: Mapping[str, Telling] = {
    "paper.printed": Telling(_("Paper forms were printed"), is_shown=False),
    "paper.collected": Telling(_("A paper form came back"), is_shown=False),
    "paper.entered": Telling(_("A paper form was entered"), is_shown=False),
    "paper.voided": Telling(_("A paper form was noted as void"), is_shown=False),
    "paper.recovered": Telling(_("A void paper form turned up"), is_shown=False),
    "paper.code_handed": Telling(_("The code of a paper form was told"), is_shown=False),
    "paper.imported": Telling(_("A file of paper forms was read"), is_shown=False),
}
