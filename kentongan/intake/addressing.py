"""Where somebody writes from, in one form: so one sender is one, however a provider spells it."""

from kentongan.intake.messages import Medium
from kentongan.toolbox.telephones import international
from kentongan.toolbox.words import tidy

PHONES = frozenset({Medium.SMS, Medium.WHATSAPP})
LONGEST_ADDRESS = 250


def address_on(channel: str, sender: str) -> str:
    """Return `+62812…` for a telephone, lower case for a mailbox, a chat as it is.

    What is no number, such as the name that a bank sends under, stays what it is.
    """
    bare = tidy(sender[: 2 * LONGEST_ADDRESS], longest=2 * LONGEST_ADDRESS)[:LONGEST_ADDRESS]
    if channel in PHONES:
        digits = international(bare)
        return f"+{digits}" if digits else bare
    return bare.lower() if channel == Medium.EMAIL else bare
