"""A form's number: seven digits drawn by chance and a letter that checks them, `1234-567X`.

The letter stands for the digits' remainder by 19. Nineteen is a prime beyond nine, so one wrong
digit, two neighbours swapped, two that swapped across a third and a doubled digit mistyped as
another doubled one are all noticed. The letters are those nobody takes for a digit or a neighbour.
"""

import re
import secrets

from django.utils.translation import gettext_lazy as _

from kentongan.toolbox.codes import cleaned, spoken
from kentongan.toolbox.refusals import Unprocessable

DIGITS = 7
LETTERS = "ABCDEFGHJKMPRSTWXYZ"
_WRITTEN = re.compile(r"(?<![0-9A-Z])(\d{4})[\s-]?(\d{3})[\s-]?([A-Z])(?![0-9A-Z])")


class WrongNumber(Unprocessable):
    code = "wrong_number"
    sentence = _("This is no form’s number. Please compare it: seven digits and a letter.")


def new_number() -> str:
    """Draw a number."""
    digits = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    return digits + letter_of(digits)


def letter_of(digits: str) -> str:
    """Return the letter that checks these digits."""
    return LETTERS[int(digits) % len(LETTERS)]


def read_number(typed: str) -> str:
    """Return the number that was typed by hand, or by a scanner as the address of the form.

    :raises WrongNumber: if it is none, or its letter does not fit its digits
    """
    found = _WRITTEN.findall(typed.upper())
    number = "".join(found[-1]) if found else cleaned(typed)
    digits, letter = number[:DIGITS], number[DIGITS:]
    fits = len(digits) == DIGITS and digits.isascii() and digits.isdecimal()
    if not fits or letter != letter_of(digits):
        raise WrongNumber(field="number")
    return number


def written(number: str) -> str:
    """Return a number as it is printed: `1234-567X`."""
    return spoken(number)
