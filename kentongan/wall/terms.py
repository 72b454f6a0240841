"""The words of the equation: what each state of a number is called, in a term and as a heading."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kentongan.measures.balancing import TERMS

Words = Mapping[str, "str | Promise"]
_SAID: Words = {
    "open": _("open"),
    "confirmed": _("confirmed"),
    "unopposed": _("not opposed"),
    "refused": _("refused"),
    "referred": _("forwarded away"),
    "set_aside": _("set aside"),
    "joined": _("joined to another"),
}
SAID: Words = {term: _SAID[term] for term in TERMS}
"""In the order of the equation's right side."""
HEADINGS: Words = {
    "all": _("Received"),
    "open": _("Open"),
    "late": _("Past promise"),
    "done": _("Done: confirmed or not opposed"),
    "confirmed": _("Done and confirmed"),
    "unopposed": _("Claimed as done, not opposed"),
    "refused": _("Refused"),
    "referred": _("Forwarded to another authority"),
    "set_aside": _("Set aside"),
    "joined": _("Joined to another case"),
}
