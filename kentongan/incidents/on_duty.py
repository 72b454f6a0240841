"""Who is on duty in the room now, and what waits to be signed."""

from dataclasses import dataclass

from kentongan.incidents.duties import people_here, waiting_in
from kentongan.incidents.models import Duty, Handover, Shift


@dataclass(frozen=True, slots=True)
class Watch:
    """The running shift, who is in it, and the handover that waits for who comes."""

    shift: Shift | None
    duties: tuple[Duty, ...] = ()
    waiting: Handover | None = None


def watch() -> Watch:
    """Return who is on duty now (three statements)."""
    shift = Shift.objects.filter(until=None).first()
    if shift is None:
        return Watch(None)
    here = people_here(shift).select_related("user").order_by("since", "pk")
    return Watch(shift, tuple(here), waiting_in(shift).select_related("left_by").first())
