"""The status of a page that is drawn again with what was refused."""

from kentongan.toolbox.refusals import Conflict, Refusal


def status_of(refusal: Refusal | None) -> int:
    """Return 200 where nothing was refused, 409 where somebody was first, else 422."""
    return 200 if refusal is None else 409 if isinstance(refusal, Conflict) else 422
