"""What can be looked at: a small registry. To add a signal, write a module and a line here.

`docs/alarms.md` leads through it. A signal gives numbers with the row they rest on, in a constant
number of statements whatever the city's size, and None where nobody can say.
"""

from collections.abc import Mapping

from kentongan.alarms.signals.calls import CALLS_WAITING, LONGEST_WAIT
from kentongan.alarms.signals.cases import OPENED, PAST_PROMISE
from kentongan.alarms.signals.feeds import FEED_SILENT
from kentongan.alarms.signals.gauges import LEVEL, SIAGA
from kentongan.alarms.signals.incidents import WITNESSES
from kentongan.alarms.signals.signal import Reading, Signal
from kentongan.alarms.signals.warnings import WARNING

__all__ = ["SIGNALS", "Reading", "Signal"]

_ALL = (
    *(WARNING, SIAGA, LEVEL, WITNESSES, CALLS_WAITING, LONGEST_WAIT),
    *(OPENED, PAST_PROMISE, FEED_SILENT),
)
SIGNALS: Mapping[str, Signal] = {signal.name: signal for signal in _ALL}
