"""How a case ended, in the same few words at every door."""

from typing import NamedTuple

from django.utils.translation import gettext as _


class Ending(NamedTuple):
    """`kind` is the look (well, calm), `words` what it says."""

    kind: str
    words: str


def ending(outcome: str) -> Ending:
    """Return how that outcome is called; only what somebody else confirmed looks well."""
    kind = "well" if outcome == "confirmed" else "calm"
    return Ending(kind, _endings().get(outcome, outcome))


def _endings() -> dict[str, str]:
    return {
        "confirmed": _("done, confirmed"),
        "unopposed": _("claimed done, unopposed"),
        "refused": _("refused"),
        "referred": _("sent to another authority"),
        "set_aside": _("set aside"),
        "joined": _("joined to another report"),
    }
