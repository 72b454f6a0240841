"""The four ways to say no.

A room that will not do something raises one of these; its sentence may be read by a visitor.
One middleware turns the four kinds into 422, 403, 404 and 409. Anything else is a bug and
crashes loudly.
"""

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """A no with a machine-readable code and a sentence for people."""

    code: ClassVar[str] = "refused"
    sentence: ClassVar[str | Promise] = _("This cannot be done.")

    def __init__(self, sentence: str | Promise | None = None, *, field: str | None = None) -> None:
        self.said = self.sentence if sentence is None else sentence
        self.field = field
        super().__init__(self.code)

    def __str__(self) -> str:
        return str(self.said)


class Unprocessable(Refusal):
    """What was handed in cannot be used (422)."""

    code = "unprocessable"
    sentence = _("Something in what you sent cannot be used.")


class Forbidden(Refusal):
    """You are known, and this is not yours to do (403)."""

    code = "forbidden"
    sentence = _("You may not do this.")


class NotFound(Refusal):
    """There is no such thing, or none that you may see (404)."""

    code = "not_found"
    sentence = _("There is nothing here by that name.")


class Conflict(Refusal):
    """Somebody else was first, or the matter has moved on (409)."""

    code = "conflict"
    sentence = _("Somebody else has changed this in the meantime.")
