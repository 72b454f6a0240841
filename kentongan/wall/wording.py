"""What the wall says of every kind of journal entry; a house test sees that none is missing.

Wording is worked out in every language of the city at once: an entry is told to all screens in
the same bytes, and each picks its own language.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

Tone = Literal["", "well", "soon", "late"]
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Telling:
    """How one kind is told: a title, and a note beneath it."""

    title: str | Promise
    note: str | Promise = ""
    tone: Tone = ""
    is_shown: bool = True
    """Whether it appears on the wall; some acts concern only those at work."""


TYPE = _("%(type)s")
TELLINGS: Mapping[str, Telling] = {
    "case.opened": Telling(TYPE, _("%(place)s · %(unit)s")),
    "case.verified": Telling(TYPE, _("Verified · %(place)s · %(unit)s")),
    "case.assigned": Telling(TYPE, _("Given to an officer · %(place)s · %(unit)s")),
    "case.forwarded": Telling(TYPE, _("Forwarded · %(place)s · %(from)s → %(unit)s")),
    "case.corrected": Telling(TYPE, _("Type or place corrected · %(place)s · %(unit)s")),
    "case.answered": Telling(TYPE, _("Reporter answered · %(place)s · %(unit)s")),
    "case.reporter_asked": Telling(TYPE, _("Reporter asked · %(place)s · %(unit)s")),
    "case.reporter_replied": Telling(TYPE, _("Reporter replied · %(place)s · %(unit)s")),
    "case.noted": Telling(TYPE, _("Note written · %(place)s · %(unit)s"), is_shown=False),
    "case.claimed": Telling(TYPE, _("Claimed done, being checked · %(place)s · %(unit)s")),
    "case.confirmed": Telling(TYPE, _("Confirmed done · %(place)s · %(unit)s"), "well"),
    "case.unopposed": Telling(TYPE, _("Claimed done, unopposed · %(place)s · %(unit)s")),
    "case.disputed": Telling(TYPE, _("Disputed: not done · %(place)s · %(unit)s"), "late"),
    "case.audited": Telling(TYPE, _("Looked at, and done · %(place)s · %(unit)s"), is_shown=False),
    "case.refused": Telling(TYPE, _("Refused · %(place)s · %(unit)s")),
    "case.reopened": Telling(TYPE, _("Reopened · %(place)s · %(unit)s"), "soon"),
    "deadline.missed": Telling(TYPE, _("Past its promise · %(place)s · %(unit)s"), "late"),
    "request.received": Telling(_("Report received"), is_shown=False),
    "city.loaded": Telling(_("The city's data were renewed")),
    "user.signed_in": Telling(_("Somebody signed in"), is_shown=False),
    "user.added": Telling(_("An account was added"), is_shown=False),
    "user.placed": Telling(_("Somebody got a role"), is_shown=False),
    "user.deactivated": Telling(_("An account was closed"), is_shown=False),
    "user.reactivated": Telling(_("An account was opened again"), is_shown=False),
    "user.password_changed": Telling(_("A password was changed"), is_shown=False),
    "user.password_reset": Telling(_("A password was set anew"), is_shown=False),
    "letter.sent": Telling(_("A letter was sent"), is_shown=False),
    "letter.failed": Telling(_("A letter could not be sent"), is_shown=False),
    "letter.withdrawn": Telling(_("A letter was withdrawn"), is_shown=False),
    "letter.retried": Telling(_("A letter is tried again"), is_shown=False),
    "key.added": Telling(_("A machine was given a key"), is_shown=False),
    "key.closed": Telling(_("A machine's key was withdrawn"), is_shown=False),
    "screen.opened": Telling(_("A screen was added"), is_shown=False),
    "screen.closed": Telling(_("A screen was closed"), is_shown=False),
}
SHOWN = frozenset(kind for kind, telling in TELLINGS.items() if telling.is_shown)


def word(text: str | Promise, languages: Iterable[str], **names: Words) -> dict[str, str]:
    """Return the text in each language; `names` are texts in several languages themselves."""
    worded = {}
    for language in languages:
        with override(language):
            chosen = {key: _pick(texts, language) for key, texts in names.items()}
            worded[language] = (str(text) % chosen).strip(" ·")
    return worded


def _pick(texts: Words, language: str) -> str:
    return texts.get(language) or next(iter(texts.values()), "")
