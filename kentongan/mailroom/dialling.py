"""A telephone number as a provider wants it: digits alone, with the country before them."""

from kentongan.mailroom.parcels import Rejected

COUNTRY = "62"
"""Indonesia's (ITU-T E.164); a number that begins with a nought is one within the country."""
SHORTEST, LONGEST = 9, 15


def dialled(number: str) -> str:
    """Return `62812…` for `0812…`, `+62 812…` and the like.

    :raises Rejected: if that is no number at all
    """
    digits = "".join(sign for sign in number if sign.isascii() and sign.isdecimal())
    if digits.startswith("0") and not digits.startswith("00"):
        digits = COUNTRY + digits[1:]
    elif digits.startswith("00"):
        digits = digits[2:]
    elif digits.startswith("8") and not number.lstrip().startswith("+"):
        digits = COUNTRY + digits
    if not SHORTEST <= len(digits) <= LONGEST:
        raise Rejected("a number that no telephone has")
    return digits
