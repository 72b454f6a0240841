"""Verifying: somebody reads a report, finds it a matter for the city, and screens what is shown."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.holding import AlreadyVerified, hold_open, is_verified, keep
from kentongan.casework.models import Case, Stage, Verification
from kentongan.casework.promising import Binds, meet
from kentongan.casework.revealing import see_nothing_personal
from kentongan.catalogue.shelf import shelf
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point, cell
from kentongan.toolbox.refusals import Unprocessable
from kentongan.toolbox.words import tidy


class NeverPublic(Unprocessable):
    code = "never_public"
    sentence = _("A matter for the inspectorate is never shown to the public.")


class ToldInConfidence(Unprocessable):
    code = "told_in_confidence"
    sentence = _("This was told in confidence (rahasia) and is not shown to the public.")


@transaction.atomic
def verify(
    case: Case,
    *,
    is_public: bool,
    public_words: str,
    is_insisted: bool = False,
    by: User,
    at: datetime,
) -> Case:
    """Let a case pass the gate.

    :param public_words: the sentence the public may read, screened by whoever verifies; may be
        empty, then only type, place and state are shown
    :param is_insisted: publish them although they look personal
    :raises AlreadyVerified: if somebody else was first
    :raises NeverPublic: if a matter of oversight were to be shown
    :raises ToldInConfidence: if what is *rahasia* were to be shown
    :raises LooksPersonal: if the words seem to tell who somebody is, and nobody insists
    """
    case = hold_open(case, Act.VERIFY, by=by)
    if is_verified(case):
        raise AlreadyVerified
    if is_public:
        _see_publishable(case)
    words = tidy(public_words, field="public_words") if is_public else ""
    insisted = see_nothing_personal(case, words, is_insisted=is_insisted)
    show(case, is_public=is_public, words=words)
    return _pass(case, by=by, at=at, insisted=insisted)


@transaction.atomic
def verify_seen(case: Case, *, by: User, at: datetime) -> Case:
    """Let a held case pass on the word of a neighbour who looked; nobody has screened it.

    So it is not public: whoever keeps the gate may show it.

    :raises AlreadyVerified: if somebody else was first
    """
    if is_verified(case):
        raise AlreadyVerified
    return _pass(case, by=by, at=at, insisted=[], seen=True)


def _pass(case: Case, *, by: User, at: datetime, **told: list[str] | bool) -> Case:
    case.stage = Stage.VERIFIED if case.stage == Stage.RECEIVED else case.stage
    meet(case, Binds.VERIFY, at=at)
    keep(case, "stage", "due_at", "promised_at", *SHOWN, at=at)
    shown = {"is_public": case.is_public, "public_words": case.public_words}
    Verification.objects.create(case=case, by=by, at=at, **shown)
    told = {"is_public": case.is_public, **told}
    record("case.verified", about=("case", case.pk), by=by, at=at, **told)
    return case


def _see_publishable(case: Case) -> None:
    if case.is_oversight:
        raise NeverPublic(field="is_public")
    if case.is_confidential:
        raise ToldInConfidence(field="is_public")


SHOWN = ("is_public", "public_words", "public_lat", "public_lon", "public_cell")


def show(case: Case, *, is_public: bool, words: str) -> None:
    """Set what the public sees; a private matter is shown at its kelurahan's centre."""
    case.is_public = is_public
    case.public_words = words
    point = _public_point(case) if is_public else None
    case.public_lat = point.lat if point else None
    case.public_lon = point.lon if point else None
    case.public_cell = cell(point) if point else None


def _public_point(case: Case) -> Point:
    kind = shelf().types.get(case.service_type_id) or case.service_type
    if case.lat is not None and case.lon is not None and not kind.is_private:
        return Point(case.lat, case.lon)
    place = directory().jurisdictions[case.jurisdiction_id]
    return Point(place.lat, place.lon)
