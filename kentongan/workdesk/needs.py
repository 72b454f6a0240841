"""The fields without which a verb's form says too little: all that is empty is told at once."""

from collections.abc import Mapping

NEEDS: Mapping[str, tuple[str, ...]] = {
    "refuse": ("reason", "text"),
    "forward": ("unit", "reason"),
    "refer": ("authority", "address", "text", "ask_again_on"),
    "follow_up": ("text", "ask_again_on"),
    "decide": ("is_upheld", "answer"),
    "pause": ("reason", "text"),
    "invite": ("name", "question"),
}
"""Of the forms that ask for more than one thing."""


def missing(verb: str, typed: Mapping[str, str]) -> list[str]:
    """Return the fields of the verb's form that were left empty."""
    return [name for name in NEEDS.get(verb, ()) if not str(typed.get(name, "")).strip()]
