"""What the selects of the verbs offer, as pairs of value and text."""

from typing import Any

from django.utils.translation import gettext as _

from kentongan.casework.models import Case
from kentongan.casework.rows import Disposition
from kentongan.catalogue.shelf import shelf
from kentongan.face.worded import worded
from kentongan.people.models import User
from kentongan.places.directory import directory
from kentongan.workdesk.telling import REASONS

Pairs = list[tuple[Any, str]]


def offers(case: Case, colleagues: list[User]) -> dict[str, Pairs]:
    """Return the choices of every form on the page of a case (no statement)."""
    known = directory()
    choose: Pairs = [("", _("choose"))]
    kinds = [(kind.code, worded(kind.names)) for kind in shelf().offered]
    own = shelf().types[case.service_type_id]
    if not own.is_active:
        kinds.append((own.code, worded(own.names)))
    others = (u for u in known.units.values() if u.is_active and u.pk != case.unit_id)
    return {
        "reason_choices": [*choose, *((code, str(REASONS[code])) for code in Disposition.Reason)],
        "unit_choices": [
            *choose,
            *sorted(((u.code, worded(u.names)) for u in others), key=lambda pair: pair[1]),
        ],
        "officer_choices": [*choose, *((user.pk, user.name) for user in colleagues)],
        "kind_choices": list(kinds),
        "place_choices": [(place.code, place.name) for place in known.kelurahan],
    }
