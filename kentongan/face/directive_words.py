"""Directives in words: natures, states, steps, and what one can be about."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kentongan.command.models import Charge, Directive
from kentongan.command.subjects import Subject

Words = Mapping[str, str | Promise]
State, Nature = Charge.State, Directive.Nature

NATURES: Words = {
    Nature.ORDINARY: _("ordinary"),
    Nature.URGENT: _("urgent"),
    Nature.SECRET: _("secret"),
}
STATES: Words = {
    State.ISSUED: _("not received yet"),
    State.RECEIVED: _("received"),
    State.IN_PROGRESS: _("in progress"),
    State.REPORTED: _("reported, to be accepted"),
    State.RETURNED: _("given back"),
    State.ACCEPTED: _("report accepted"),
    State.WITHDRAWN: _("withdrawn"),
}
STEPS: Words = {
    State.ISSUED: _("Issued"),
    State.RECEIVED: _("Has received it"),
    State.IN_PROGRESS: _("Under way"),
    State.REPORTED: _("Reported"),
    State.RETURNED: _("Given back"),
    State.ACCEPTED: _("Accepted"),
    State.WITHDRAWN: _("Withdrawn"),
}
SUBJECTS: Words = {
    Subject.CASE: _("case"),
    Subject.INCIDENT: _("incident"),
    Subject.ALARM: _("alarm"),
    Subject.REPORT: _("report"),
    Subject.WARNING: _("warning"),
    Subject.GAUGE: _("gauge"),
    Subject.INPUT: _("input from a forum"),
    Subject.NUMBER: _("number on the wall"),
    Subject.LINE: _("bus line"),
    Subject.DIRECTIVE: _("directive"),
}
