"""A mark of how the telephones stand: another mark, another state; worth drawing anew.

Three statements, whatever happened; whoever watches asks once for all screens of a city.
"""

from datetime import datetime
from hashlib import sha256

from kentongan.calls.agents import Agent, Command
from kentongan.calls.call import Call
from kentongan.calls.commanding import LIVES
from kentongan.calls.figures import FORGOTTEN

MOST = 2000


def mark(*, at: datetime) -> str:
    """Return the mark of the moment: who waits and talks, who is there, which call was the last."""
    alive = Call.objects.filter(offered_at__gt=at - FORGOTTEN).order_by("-pk")
    told = alive.values_list("pk", "state", "agent_id", "called_back_at", "wrapped_up_at")[:MOST]
    there = Agent.objects.order_by("pk").values_list("pk", "presence", "extension")
    asked = Command.objects.filter(asked_at__gt=at - LIVES * 2).order_by("pk")
    done = asked.values_list("pk", "done_at", "failed_at")[:MOST]
    return sha256(repr((list(told), list(there), list(done))).encode()).hexdigest()[:16]
