"""What a letter's wording is made of, and the parts that many share.

A subject names the report by its reference alone: subjects are read on lock screens, and what a
report is about may be private. Nothing a reporter typed is repeated either: otherwise anybody
could have words of their own sent to anybody's address in the city's name.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Particulars = Mapping[str, Any]


def always(particulars: Particulars) -> bool:
    """Whatever the entry says, it is told."""
    return True


@dataclass(frozen=True, slots=True)
class Wording:
    """A subject, a sentence for a telephone, and paragraphs of which those that cannot be filled
    are left out."""

    subject: Promise
    short: Promise
    paragraphs: tuple[Promise, ...]
    quotes: Any = None
    """The model whose row holds an officer's words; they follow the first paragraph."""
    tells: Callable[[Particulars], bool] = always
    is_receipt: bool = False
    """Whether it answers what its reader has just done."""
    how: Promise | str | None = None
    """What follows the officer's words on a telephone, before the address; None where they stay in
    the letter."""
    how_here: Promise | str = ""
    """The same for who may simply reply where they read it."""
    is_for_one: bool = False
    """Whether it is for the voice alone that the entry names."""


UNIT = _("%(unit)s is responsible for it.")
PROMISE = _("You will have an answer by %(promised)s at the latest.")
OBJECT = _(
    "If you do not agree, say so on the page below; somebody else will look at it again. You may "
    "also reach us here: %(contact)s"
)
OPPOSE = _(
    "If it is not so, say so on the page below by %(opposable)s: the work is then taken up again, "
    "one step higher. If it is, say that too; it takes one tap."
)

GREETING = _("Dear resident,")
GREETING_PARTY = _("To %(name)s,")
ANSWER_HERE = _("Answer here, without signing in, until %(until)s:")
LINK = _("How it stands, at any time:")
CODE = _(
    "Your tracking code is %(code)s. Whoever has it can read this report; keep it to yourself."
)
LISTENING = _(
    "Somebody else reported this. You are told because you wrote to us with its code. To be told "
    "nothing more, answer with nothing but BERHENTI."
)
SIGNATURE = _("This letter was written by the city's system.")

DISCREET = Wording(
    _("Report %(reference)s: there is news"),
    _("Report %(reference)s: there is news."),
    (
        _("There is news of your report %(reference)s."),
        _("To keep it confidential this letter says nothing more; read it on the page below."),
    ),
)
"""Of a confidential matter nothing but the code and the way leaves the house."""
