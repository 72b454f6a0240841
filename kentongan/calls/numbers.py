"""Numbers of callers in the one form in which they are kept and compared."""

from kentongan.toolbox.telephones import international

LONGEST = 40
WITHHELD = frozenset({"anonymous", "private", "restricted", "unavailable", "unknown", "withheld"})


def plain(number: str) -> str:
    """Return `+62812…`; what is no full number (112, an extension) stays; "" if it is withheld."""
    bare = number.strip().removeprefix("tel:").removeprefix("sip:").partition("@")[0]
    if bare.lower() in WITHHELD:
        return ""
    digits = international(bare)
    return f"+{digits}" if digits else bare[:LONGEST]
