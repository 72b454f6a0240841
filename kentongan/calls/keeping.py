"""Keeping hold of a call while something is done to it: the row locked, and whose it is."""

from django.utils.translation import gettext_lazy as _

from kentongan.calls.call import Call
from kentongan.people.models import User
from kentongan.toolbox.refusals import Conflict, NotFound


class NoSuchCall(NotFound):
    code = "no_such_call"
    sentence = _("There is no call of that number here.")


class SomebodyElses(Conflict):
    """Two operators reached for one call; `.by` answered it."""

    code = "somebody_elses_call"
    sentence = _("Somebody else has answered this call. Nothing that you typed is lost.")


class AlreadyConcluded(Conflict):
    code = "call_already_concluded"
    sentence = _("This call has been wrapped up already.")


def keep_hold(call: Call, *, by: User) -> Call:
    """Lock a call that is this agent's, or nobody's yet.

    :raises NoSuchCall: if it is gone
    :raises SomebodyElses: if another agent has it
    """
    held = Call.objects.select_for_update(no_key=True).filter(pk=call.pk).first()
    if held is None:
        raise NoSuchCall
    if held.agent_id not in {None, by.pk}:
        raise SomebodyElses
    return held
