"""Whether we are in a drill city: a city's twin, in a schema of its own, where nothing is real."""

from kentongan.toolbox.schemas import current

STATUS = "Exercise"
"""What CAP calls a message that nobody is to act upon."""


def is_drill() -> bool:
    """Whether this thread's city is there to drill in (no statement)."""
    return getattr(current().tenant, "drill_of_id", None) is not None
