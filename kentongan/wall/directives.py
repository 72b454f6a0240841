"""What the wall says of directives, questions and decisions: it counts them, and tells of none."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from kentongan.wall.tellings import Telling

DIRECTIVES: Mapping[str, Telling] = {
    "directive.issued": Telling(_("A directive was issued"), is_shown=False),
    "directive.received": Telling(_("A directive was received"), is_shown=False),
    "directive.started": Telling(_("A directive is under way"), is_shown=False),
    "directive.reported": Telling(_("A directive was reported on"), is_shown=False),
    "directive.accepted": Telling(_("A report on a directive was accepted"), is_shown=False),
    "directive.returned": Telling(_("A report on a directive was given back"), is_shown=False),
    "directive.withdrawn": Telling(_("A directive was withdrawn"), is_shown=False),
    "directive.reminded": Telling(_("A directive is due soon"), is_shown=False),
    "directive.missed": Telling(_("A directive is past its due date"), is_shown=False),
    "directive.escalated": Telling(_("A late directive went up"), is_shown=False),
    "question.asked": Telling(_("A decision is awaited"), is_shown=False),
    "question.withdrawn": Telling(_("A question was taken back"), is_shown=False),
    "decision.recorded": Telling(_("A decision was recorded"), is_shown=False),
}
