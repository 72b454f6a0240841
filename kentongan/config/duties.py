"""What the clock does for a city in every round, in this order.

Each duty takes the moment, does a batch of what is due and returns how much it did; it is called
again until there is nothing left. It may be broken off at any statement, and done by several
clocks at once: what is due is held while it is done, and no longer due when it is.
"""

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from django.db import Error

from kentongan.calls.commanding import expire_commands
from kentongan.casework.auditing import draw_due
from kentongan.casework.escalating import escalate_due
from kentongan.casework.lapsing import lapse_due
from kentongan.casework.missing import notice_missed
from kentongan.casework.pausing import end_due_pauses
from kentongan.casework.recalculating import keep_reckoned
from kentongan.casework.reminding import remind_due
from kentongan.command.climbing import climb_directives, remind_directives
from kentongan.council.forgetting import forget_handed_over
from kentongan.council.reminding import remind_groups
from kentongan.counter.clearing import clear_days_gone, clear_drafts
from kentongan.dialogue.forgetting import forget_erased
from kentongan.intake.piecing import hear_incomplete
from kentongan.intake.wishing import notice_late
from kentongan.neighbourhood.placing import place_new
from kentongan.paper.drafting import forget_drafts
from kentongan.transit.learning import learn_legs, promise_arrivals, score_week
from kentongan.transit.thinning import notice_silence, thin_positions

Duty = Callable[..., int]
log = logging.getLogger("kentongan.clock")

DUTIES: tuple[Duty, ...] = (
    keep_reckoned,
    end_due_pauses,
    notice_missed,
    remind_due,
    remind_groups,
    escalate_due,
    remind_directives,
    climb_directives,
    lapse_due,
    notice_late,
    place_new,
    hear_incomplete,
    expire_commands,
    clear_days_gone,
    clear_drafts,
    forget_drafts,
    draw_due,
    forget_erased,
    forget_handed_over,
    notice_silence,
    promise_arrivals,
    learn_legs,
    score_week,
    thin_positions,
)


def do_duties(now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
    """Do all that is due in the current city; a duty that fails does not keep the others from it.

    :raises Error: if the database is away
    """
    for duty in DUTIES:
        try:
            while duty(at=now()):
                pass
        except Error:
            raise
        except Exception:  # a fault in one city's data must not stop every clock of all cities
            log.exception("a duty failed and is tried again in the next round: %s", duty.__name__)
