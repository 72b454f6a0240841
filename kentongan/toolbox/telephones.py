"""Telephone numbers as people and providers write them, in one form that can be compared."""

from django.utils.translation import gettext_lazy as _

from kentongan.toolbox.refusals import Unprocessable

COUNTRY = "62"
"""Indonesia's (ITU-T E.164); a number that begins with a nought is one within the country."""
SHORTEST, LONGEST = 9, 15


class NumberUnusable(Unprocessable):
    code = "number_unusable"
    sentence = _("This number does not look complete: write it like 0812 3456 7890.")


def to_call(typed: str) -> str:
    """Return a number that somebody typed as a reporter's is kept, `+62812…`, or "" for none.

    :raises NumberUnusable: if something was typed, and no telephone has it
    """
    number = international(typed)
    if typed.strip() and not number:
        raise NumberUnusable(field="phone")
    return f"+{number}" if number else ""


def international(number: str) -> str:
    """Return the digits with the country before them, `62812…`, or "" for what is no number."""
    digits = "".join(sign for sign in number if sign.isascii() and sign.isdecimal())
    if digits.startswith("00"):
        digits = digits[2:]
    elif digits.startswith("0"):
        digits = COUNTRY + digits[1:]
    elif digits.startswith("8") and not number.lstrip().startswith("+"):
        digits = COUNTRY + digits
    return digits if SHORTEST <= len(digits) <= LONGEST else ""
