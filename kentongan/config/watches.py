"""What the watch does for a city in every round, in this order.

Apart from the clock's duties, because it has to keep up within seconds on a flood night, when the
clock has its hands full. Each takes the moment, does a batch of what is new and returns how much it
did; it is called again until there is nothing left, and may be broken off anywhere.
"""

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from django.db import Error

from kentongan.alarms.watching import keep_watch
from kentongan.incidents.grouping import group_new
from kentongan.stage.proposing import propose_stages
from kentongan.stage.publishing import renew_message

Watching = Callable[..., int]
log = logging.getLogger("kentongan.watch")

WATCHES: tuple[Watching, ...] = (group_new, keep_watch, propose_stages, renew_message)


def look(now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
    """Do all that is new in the current city; what fails does not keep the others from it.

    :raises Error: if the database is away
    """
    for watching in WATCHES:
        try:
            while watching(at=now()):
                pass
        except Error:
            raise
        except Exception:  # a fault in one city's data must not stop the watch of all cities
            log.exception("failed, and is tried again in the next round: %s", watching.__name__)
