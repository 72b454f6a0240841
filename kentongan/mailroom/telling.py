"""Which entries move us to write, and which on purpose do not; a test sees that none is forgotten.

Where one act leaves two entries, one letter tells of both.
"""

from collections.abc import Iterable, Iterator, Mapping

from kentongan.journal.models import Entry
from kentongan.mailroom.endings import ENDINGS
from kentongan.mailroom.sayings import SAYINGS
from kentongan.mailroom.timings import TIMINGS
from kentongan.mailroom.wording import Wording

WORDINGS: Mapping[str, Wording] = {**SAYINGS, **TIMINGS, **ENDINGS}
PARTIES = frozenset({"case.party_invited"})
"""Kinds that go to a party, not to reporters."""

ECHOES = {
    "case.reopened": "case.objection_decided",
    "case.voice_separated": "case.reopened",
}
"""The first is not told where the same act left the second, which says more or to more."""

OF_THE_HOUSE = frozenset(
    {
        "advisory",
        "agent",
        "alarm",
        "alarm_drill",
        "alarm_rule",
        "audit",
        "call",
        "city",
        "command",
        "decision",
        "dialogue",
        "directive",
        "drill",
        "exchange",
        "feed",
        "gauge",
        "group",
        "headship",
        "incident",
        "journal",
        "key",
        "letter",
        "matter",
        "meeting",
        "message",
        "office",
        "operator",
        "paper",
        "pbx",
        "position_key",
        "positions",
        "question",
        "retention",
        "screen",
        "seat",
        "shift",
        "stage",
        "tablet",
        "ticket",
        "timetable",
        "user",
        "vehicles",
        "visit",
        "warning",
    }
)
"""Nouns that are no reporter's business, or whose own room tells whoever has to know."""


def told(entries: Iterable[Entry]) -> Iterator[Entry]:
    """The entries that somebody is written to about."""
    known = list(entries)
    acts = {(entry.kind, entry.xact, entry.at) for entry in known}
    for entry in known:
        wording = WORDINGS.get(entry.kind)
        louder = (ECHOES.get(entry.kind, ""), entry.xact, entry.at)
        if wording and wording.tells(entry.particulars) and louder not in acts:
            yield entry
