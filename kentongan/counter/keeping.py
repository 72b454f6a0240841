"""Keeping hold of a ticket while something is done to it: the row locked, and whose it is."""

from django.utils.translation import gettext_lazy as _

from kentongan.counter.models import IN_HAND, Ticket
from kentongan.people.models import User
from kentongan.toolbox.refusals import Conflict, NotFound


class NoSuchTicket(NotFound):
    code = "no_such_ticket"
    sentence = _("There is no such number here.")


class NotInHand(Conflict):
    code = "ticket_not_in_hand"
    sentence = _(
        "You are not serving this number any more. What you typed still stands on this page."
    )


def keep_hold(ticket: Ticket, *, by: User) -> Ticket:
    """Lock a ticket that this clerk has called.

    :raises NoSuchTicket: if it is gone
    :raises NotInHand: if it is somebody else's, waits, or is done
    """
    held = Ticket.objects.select_for_update().filter(pk=ticket.pk).first()
    if held is None:
        raise NoSuchTicket
    if held.clerk_id != by.pk or held.state not in IN_HAND:
        raise NotInHand
    return held
