"""A mark of how the telephones stand: another mark, another state; worth drawing anew.

Two statements, whatever happened; whoever watches asks once for all screens of a city.
"""

from datetime import datetime
from hashlib import sha256

from kentongan.calls.agents import Agent
from kentongan.calls.call import Call
from kentongan.calls.figures import FORGOTTEN

MOST = 2000


def mark(*, at: datetime) -> str:
    """Return the mark of the moment: who waits and talks, who is there, which call was the last."""
    alive = Call.objects.filter(offered_at__gt=at - FORGOTTEN).order_by("-pk")
    told = alive.values_list("pk", "state", "agent_id", "called_back_at", "wrapped_up_at")[:MOST]
    there = Agent.objects.order_by("pk").values_list("pk", "presence", "extension")
    return sha256(repr((list(told), list(there))).encode()).hexdigest()[:16]
