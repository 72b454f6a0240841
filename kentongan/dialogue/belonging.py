"""Whose matter it is: of whoever is reached, about it, at the very address they write from."""

from kentongan.dialogue.models import Conversation
from kentongan.intake.addressing import address_on
from kentongan.intake.messages import Medium
from kentongan.intake.models import ServiceRequest


def is_theirs(told: ServiceRequest, thread: Conversation) -> bool:
    """Whether the letters about it go to the address that a thread is led from."""
    who = told.reporter
    if who is None or not thread.address:
        return False
    if thread.channel == Medium.EMAIL:
        return who.email.lower() == thread.address
    if thread.channel == Medium.TELEGRAM:
        return who.telegram == thread.address
    return bool(who.phone) and address_on(thread.channel, who.phone) == thread.address


def is_another(told: ServiceRequest, thread: Conversation) -> bool:
    """Whether somebody else than the reporter writes; where they left no address, nobody knows."""
    who = told.reporter
    is_known = who is not None and bool(who.email or who.phone or who.telegram)
    return is_known and not is_theirs(told, thread)
