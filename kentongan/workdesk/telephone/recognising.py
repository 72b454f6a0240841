"""Whether what the caller tells is known already: candidates to be offered, never joined unasked.

An operator keeps the gate and sees what is private; so all ordinary open cases that they reach are
compared, also those that no citizen would be shown.
"""

from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from kentongan.casework.models import Case
from kentongan.casework.neighbouring import Matter, Neighbour, neighbours
from kentongan.catalogue.shelf import shelf
from kentongan.face.worded import worded
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.places.directory import directory
from kentongan.sorting.resembling import OFFERED
from kentongan.toolbox.refusals import Unprocessable
from kentongan.workdesk.telephone.spotting import spot
from kentongan.workdesk.telephone.typing import Typed

MOST = 3


class Known(NamedTuple):
    """A case that may be the same, in words for the operator."""

    reference: str
    title: str
    note: str
    words: str
    opened_at: datetime
    voices: int


def recognise(typed: Typed, user: User, *, at: datetime) -> list[Known]:
    """Return the likeliest open cases, best first (one statement, none without type and place)."""
    return [_told(near) for near in _near(typed, user, at)]


def meant(typed: Typed, user: User, *, at: datetime) -> Case | None:
    """Return the case that was chosen as the same, if it was among those offered."""
    if not typed.same:
        return None
    near = _near(typed, user, at)
    return next((each.case for each in near if each.case.reference == typed.same), None)


def _near(typed: Typed, user: User, at: datetime) -> list[Neighbour]:
    kind = typed.service_type
    if kind is None or not (typed.words.strip() or typed.address.strip()):
        return []
    try:
        where = spot(typed)
    except Unprocessable:
        return []
    matter = Matter(kind.pk, where.kelurahan.pk, typed.words, at, where.point, typed.address)
    among = Case.objects.reachable_by(user, Act.SEE).ordinary().filter(is_confidential=False)
    return neighbours(matter, among, least=OFFERED)[:MOST]


def _told(near: Neighbour) -> Known:
    case = near.case
    place = directory().jurisdictions[case.jurisdiction_id].name
    away = "" if near.metres is None else _("%(n)s m away") % {"n": int(round(near.metres, -1))}
    title = worded(shelf().types[case.service_type_id].names)
    note = " · ".join(part for part in (place, away, case.address) if part)
    return Known(case.reference, title, note, case.words, case.opened_at, case.voices)
