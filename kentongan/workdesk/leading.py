"""Which acts stand on the page of a case as buttons, and which behind "Other acts"."""

from collections.abc import Iterable

from kentongan.casework.models import Case, Stage
from kentongan.workdesk.verbs import Verb

MOST = 2
"""How many stand in front; the keys of the others work all the same."""
NEXT: dict[str, tuple[str, ...]] = {
    Stage.RECEIVED: ("verify", "ask"),
    Stage.VERIFIED: ("assign", "claim", "answer"),
    Stage.ASSIGNED: ("claim", "answer"),
    Stage.ASKED: ("verify", "claim", "answer"),
    Stage.CLAIMED: ("confirm", "refute", "reopen"),
    Stage.CLOSED: ("decide", "follow_up", "conclude", "restore", "reopen"),
}
"""What comes next at each stage, the likeliest first."""


def grouped(case: Case, verbs: Iterable[Verb]) -> tuple[list[Verb], list[Verb]]:
    """Return the acts that come next, and the others; all in front where they are few."""
    fitting = {verb.name: verb for verb in verbs}
    if len(fitting) <= MOST + 1:
        return list(fitting.values()), []
    wanted = [name for name in NEXT.get(case.stage, ()) if name in fitting]
    first = [*wanted, *(name for name in fitting if name not in wanted)][:MOST]
    return [fitting.pop(name) for name in first], list(fitting.values())


def main(case: Case, leading: Iterable[Verb]) -> str:
    """Return the name of the act that stands out, or "".

    Of an open case it is the first, of a closed one only what its end still asks for.
    """
    names = [verb.name for verb in leading]
    wanted = names if case.is_open else [name for name in NEXT[Stage.CLOSED] if name in names]
    return next(iter(wanted), "")
