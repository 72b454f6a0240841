"""What letters about directives say: a number, a due date, where to read on. Never the order."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ISSUED, REPORTED, RETURNED = "directive.issued", "directive.reported", "directive.returned"
REMINDED, MISSED = "directive.reminded", "directive.missed"
ESCALATED, WITHDRAWN = "directive.escalated", "directive.withdrawn"


class DirectiveWording(NamedTuple):
    """Subject, sentence and opening of a letter."""

    subject: Promise
    short: Promise
    opening: Promise


DIRECTIVE_WORDINGS: Mapping[str, DirectiveWording] = {
    ISSUED: DirectiveWording(
        _("Directive no. %(number)s is for your unit"),
        _("Directive no. %(number)s is for your unit, due %(due)s."),
        _("Directive no. %(number)s was issued to your unit on %(when)s. It is due %(due)s."),
    ),
    REMINDED: DirectiveWording(
        _("Directive no. %(number)s is due soon"),
        _("Directive no. %(number)s is due %(due)s."),
        _("Directive no. %(number)s is due %(due)s, and no report has come yet."),
    ),
    MISSED: DirectiveWording(
        _("Directive no. %(number)s is past its due date"),
        _("Directive no. %(number)s was due %(due)s; no report has come."),
        _("Directive no. %(number)s was due %(due)s, and no report has come."),
    ),
    ESCALATED: DirectiveWording(
        _("Directive no. %(number)s is late and has gone up to you"),
        _("Directive no. %(number)s, due %(due)s, is late and has gone up to you."),
        _("Directive no. %(number)s was due %(due)s. It is still not reported and went up to you."),
    ),
    REPORTED: DirectiveWording(
        _("Directive no. %(number)s: a report waits for you"),
        _("Directive no. %(number)s: a report waits to be accepted."),
        _("A unit reported on directive no. %(number)s on %(when)s. Accept it or give it back."),
    ),
    RETURNED: DirectiveWording(
        _("Directive no. %(number)s: your report was given back"),
        _("Directive no. %(number)s: your report was given back; due again %(due)s."),
        _("Your report on directive no. %(number)s was given back on %(when)s; due %(due)s."),
    ),
    WITHDRAWN: DirectiveWording(
        _("Directive no. %(number)s was withdrawn"),
        _("Directive no. %(number)s was withdrawn; nothing is to be done."),
        _("Directive no. %(number)s was withdrawn on %(when)s. Nothing more is to be done."),
    ),
}
OPEN_DIRECTIVE = _("Open it at the desk:")
