"""Codes people read out on the telephone: Crockford's base 32, no I, L, O or U."""

import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V"})
_ALIKE = {"1": "[1IL]", "0": "[0O]", "V": "[VU]"}
TRACKING_LENGTH = 12
REFERENCE_LENGTH = 8
_PART = re.compile(r"[^\W_]+")


def new_code(length: int) -> str:
    """Draw `length` symbols (at least two), five bits of chance each.

    Letters and digits are both among them: by that a code is told from words where people write.
    """
    code = ""
    while code.isalpha() or code.isdecimal() or not code:
        code = "".join(secrets.choice(ALPHABET) for _ in range(length))
    return code


def spoken(code: str) -> str:
    """Group a code by four for the eye and the ear: `7KQ2-M9XA-3FHD`."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def cleaned(typed: str) -> str:
    """What somebody meant who typed a code by hand: hyphens, case and look-alikes forgiven."""
    kept = "".join(symbol for symbol in typed.upper() if symbol.isalnum())
    return kept.translate(_MISREAD)


def without(text: str, code: str) -> str:
    """Return a text without a code, however it is written there."""
    if not code:
        return text
    return re.sub(rf"[ \t]*{written(code)}[ \t]*", " ", text, flags=re.IGNORECASE)


def written(code: str) -> str:
    """Return the pattern of a code, however it is written."""
    return r"[\W_]*".join(_ALIKE.get(sign, re.escape(sign)) for sign in code)


def candidates(text: str) -> set[str]:
    """Return every run of signs with a digit that may be a tracking code, however it is torn."""
    parts, found = _PART.findall(text.upper()), set[str]()
    for first in range(len(parts)):
        run = ""
        for part in parts[first : first + TRACKING_LENGTH]:
            run += part
            if len(run) >= TRACKING_LENGTH:
                break
        if len(run) == TRACKING_LENGTH and any(sign.isdecimal() for sign in run):
            found.add(cleaned(run))
    return found
