"""What a council group's letters say: the same for every group, signed with the group's name.

Nothing the person told is repeated, and nothing of the group's notes is ever said.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from kentongan.mailroom.wording import PROMISE, UNIT, Wording

VERIFIED, DECIDED, REMINDED = "matter.verified", "matter.decided", "group.reminded"
TO_THE_CITY = "matter.to_the_city"

GROUP_WORDINGS: Mapping[str, Wording] = {
    VERIFIED: Wording(
        _("%(reference)s: your matter was looked into"),
        _("%(group)s looked into your matter %(reference)s; its meeting decides next."),
        (
            _("%(group)s looked into the matter %(reference)s that you brought, on %(when)s."),
            _("It now goes to the group's next meeting. You will hear what is decided there."),
        ),
    ),
    TO_THE_CITY: Wording(
        _("%(reference)s: your matter was handed to the city"),
        _("%(group)s: your matter %(reference)s is now the city's report %(report)s. Follow it:"),
        (
            _("%(group)s decided on %(when)s to hand your matter %(reference)s to the city:"),
            _("The city keeps it as report %(report)s and writes to you from now on."),
            UNIT,
            PROMISE,
        ),
    ),
    "matter.aspiration": Wording(
        _("%(reference)s: your matter is kept as an aspiration"),
        _("%(group)s keeps your matter %(reference)s as an aspiration for the council's work:"),
        (
            _("%(group)s decided on %(when)s to keep your matter %(reference)s as an aspiration:"),
            _("The group carries it into the council's work on the city's plans and budget."),
        ),
    ),
    "matter.declined": Wording(
        _("%(reference)s: your matter was not taken up"),
        _("%(group)s did not take up your matter %(reference)s:"),
        (
            _("%(group)s decided on %(when)s not to take up your matter %(reference)s:"),
            _("You may bring it to the city yourself, or to any other group, at any time."),
        ),
    ),
}
"""By the entry's kind, or `matter.` and what was decided. What is postponed is not told."""

REACH_GROUP = _("Answers to this letter do not reach the group. It is reached here: %(contact)s")
UNREACHED = _("Answers to this letter do not reach the group; ask at its door.")
SIGNED = _("Written by the city's system, which serves every group of the council alike.")

REMIND_SUBJECT = _("Matters brought to your group wait to be verified")
REMIND_SHORT = _("%(count)s matters wait to be verified, the first by %(until)s.")
REMIND_OPENING = _(
    "%(count)s matters brought to your group wait to be verified, the first by %(until)s:"
)
