"""What can be looked at: a small registry. To add a signal, write a module and a line here.

`docs/alarms.md` leads through it. A signal gives numbers with the row they rest on, in a constant
number of statements whatever the city's size, and None where nobody can say.
"""

from collections.abc import Mapping

from kentongan.alarms.senses.calls import CALLS_WAITING, LONGEST_WAIT
from kentongan.alarms.senses.cases import APART, OPENED, PAST_PROMISE
from kentongan.alarms.senses.feeds import FEED_SILENT
from kentongan.alarms.senses.gauges import LEVEL, SIAGA
from kentongan.alarms.senses.incidents import WITNESSES
from kentongan.alarms.senses.shape import Reading, Signal
from kentongan.alarms.senses.warnings import WARNING

__all__ = ["SENSES", "Reading", "Signal"]

_ALL = (
    *(WARNING, SIAGA, LEVEL, WITNESSES, CALLS_WAITING, LONGEST_WAIT),
    *(OPENED, APART, PAST_PROMISE, FEED_SILENT),
)
SENSES: Mapping[str, Signal] = {signal.name: signal for signal in _ALL}
