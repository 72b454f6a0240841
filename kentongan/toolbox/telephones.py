"""Telephone numbers as people and providers write them, in one form that can be compared."""

COUNTRY = "62"
"""Indonesia's (ITU-T E.164); a number that begins with a nought is one within the country."""
SHORTEST, LONGEST = 9, 15


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
