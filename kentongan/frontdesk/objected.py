"""What a reporter is shown of a refusal: until when they may object, and what came of it."""

from dataclasses import dataclass
from datetime import datetime

from kentongan.casework.closing import Outcome
from kentongan.casework.models import Disposition, Objection
from kentongan.casework.objecting import objectable_until


@dataclass(frozen=True, slots=True)
class Objected:
    """A refusal: objected to (`made`), or open to an objection until a moment."""

    made: Objection | None
    until: datetime
    is_open: bool


def objected(ended: Disposition | None, *, at: datetime) -> Objected | None:
    """Return how it stands with the objection to a refusal; None to any other end.

    :param ended: loaded with its objection, so that this asks nothing
    """
    if ended is None or ended.outcome != Outcome.REFUSED:
        return None
    made: Objection | None = getattr(ended, "objection", None)
    until = objectable_until(ended)
    return Objected(made, until, is_open=made is None and at <= until)
