"""What is said otherwise on a channel: shorter by SMS, which carries words alone and costs by the
message; in whole sentences by e-mail, where nobody shares a location or taps a number."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kentongan.intake.messages import Medium

_SMS: Mapping[str, Promise | str] = {
    "where": _("Where is it? Write the kelurahan and the street, or a place nearby."),
    "where_again": _("We did not find that place. Which kelurahan is it?"),
    "resting": _("Thank you, it is kept and will be read. With the kelurahan it becomes a report."),
    "taken_in": _("Report %(reference)s: %(kind)s, %(place)s."),
    "code": _("Code: %(code)s"),
    "promised": _("Promised by %(promised)s."),
    "more": "",
    "listening": _("We tell you here, too, what becomes of it. BERHENTI ends that."),
    "help": _(
        "Write what is the matter and where; you get a code. STATUS and the code: how it stands. "
        "BERHENTI: no more messages. In danger: %(numbers)s."
    ),
}
_EMAIL: Mapping[str, Promise | str] = {
    "what": _(
        "Please answer this mail and tell us what is the matter, for instance: the street lamp in "
        "front of the school is out."
    ),
    "other_words": _(
        "We could not tell what is the matter. Please answer this mail and say it in other words."
    ),
    "which": _("Which of these is it? Please answer this mail with the number."),
    "where": _(
        "Where is it? Please answer this mail with the kelurahan, and the street or a place nearby."
    ),
    "where_again": _(
        "We could not find that place. Please answer this mail with the name of the kelurahan."
    ),
    "spot": _("Which of these places is it? Please answer this mail with the number."),
    "taken_in": _(
        "Thank you for your report. We keep it under the number %(reference)s: %(kind)s, %(place)s."
    ),
    "code": _("Your secret code is %(code)s. With it you see at any time how your report stands."),
    "more": _("You can add words and photos by answering this mail."),
    "resting": _(
        "Thank you for your mail. We keep what you wrote, and somebody will read it. As soon as "
        "you answer with the kelurahan, it becomes a report."
    ),
    "nothing": _("Thank you. Please write to us whenever something is the matter."),
    "listening": _(
        "From now on we tell you at this address, too, what becomes of it. If you do not wish "
        "that, please answer with nothing but BERHENTI."
    ),
    "listen_offer": _(
        "If you wish to be told at this address what becomes of it, please answer with nothing "
        "but IKUTI."
    ),
    "severed": _("We are sorry. This address no longer belongs to any report."),
    "help": _(
        "Please write to us what is the matter and where it is; we answer with a code. STATUS and "
        "the code tells how it stands, BERHENTI ends all messages. If a life is in danger, please "
        "call %(numbers)s."
    ),
}
_TELEGRAM: Mapping[str, Promise | str] = {
    "severed": _("We are sorry. This chat no longer belongs to any report."),
}
MANNERS: Mapping[str, Mapping[str, Promise | str]] = {
    Medium.SMS: _SMS,
    Medium.EMAIL: _EMAIL,
    Medium.TELEGRAM: _TELEGRAM,
}
