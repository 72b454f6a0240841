"""Correcting: the wrong type or the wrong place, put right; route and clocks follow."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.holding import facts, hold_workable, keep, whereabouts
from kentongan.casework.models import Case, Correction, Stage
from kentongan.casework.overseeing import ForTheInspectorate, inspectorate_for
from kentongan.casework.promising import set_anew
from kentongan.casework.verifying import SHOWN, show
from kentongan.catalogue.models import ServiceType
from kentongan.catalogue.shelf import shelf
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.places.directory import directory
from kentongan.places.models import Jurisdiction
from kentongan.toolbox.refusals import Unprocessable


class NothingChanged(Unprocessable):
    code = "nothing_changed"
    sentence = _("Type and place are already what you chose.")


@transaction.atomic
def correct(
    case: Case, kind: ServiceType, place: Jurisdiction, *, by: User, at: datetime
) -> Correction:
    """Set another service type or kelurahan; the responsible unit and the clocks follow.

    A point outside the new kelurahan is dropped from the case (the request keeps it).

    :raises NothingChanged: if both are as they were
    :raises ForTheInspectorate: if it would become a matter of oversight; for that see `oversee`
    """
    case = hold_workable(case, Act.CORRECT, by=by)
    known, was = facts(case), whereabouts(case)
    case.service_type = kind
    _move(case, place)
    if not case.is_oversight:
        if inspectorate_for(kind):
            raise ForTheInspectorate(field="service_code")
        case.unit = shelf().route(kind, place)
    became = whereabouts(case)
    if was == became:
        raise NothingChanged
    if was["unit"] != became["unit"]:
        case.officer = None
        case.stage = Stage.VERIFIED if case.stage == Stage.ASSIGNED else case.stage
    show(case, is_public=case.is_public, words=case.public_words)
    set_anew(case, start=case.opened_at, at=at)
    keep(case, *MOVED, *SHOWN, at=at)
    correction = Correction.objects.create(case=case, by=by, at=at, was=was, became=became)
    told = {"row": correction.pk, "was": known, **facts(case)}
    record("case.corrected", about=("case", case.pk), by=by, at=at, **told)
    return correction


MOVED = (
    *("service_type", "jurisdiction", "kecamatan", "unit", "officer", "stage"),
    *("lat", "lon", "due_at", "promised_at"),
)


def _move(case: Case, place: Jurisdiction) -> None:
    known = directory()
    kecamatan = known.above(place, Jurisdiction.Level.KECAMATAN)
    if place.pk != case.jurisdiction_id and kecamatan:
        case.jurisdiction, case.kecamatan = place, kecamatan
        case.lat = case.lon = None
