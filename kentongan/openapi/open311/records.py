"""What a machine may read of a case: all of a public one, the bare state of any other.

Free text appears only after a verifier has screened it, an address never: the place is named by
its kelurahan, a photo only as its screened copy. What is not public shows no place at all, not even
through the unit that answers, and what was told in confidence not even its matter.
"""

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kentongan.casework.models import Case, Stage
from kentongan.catalogue.shelf import shelf
from kentongan.face import formatting
from kentongan.openapi.open311.formats import Value
from kentongan.openapi.open311.selecting import Asked
from kentongan.openapi.wording import stamped, worded
from kentongan.places.directory import directory
from kentongan.places.models import Jurisdiction

Record = dict[str, Value]


def record_of(asked: Asked, *, extended: bool = False) -> Record:
    """Return a case as the standard words it; reduced unless it is public."""
    case = asked.case
    record = _state(asked)
    if case.is_public:
        record.update(_public(case))
        if extended:
            record["extended_attributes"] = _extended(case)
    return record


def _state(asked: Asked) -> Record:
    """What whoever holds the id may know of anything."""
    case = asked.case
    kind = shelf().types[case.service_type_id]
    is_named = case.is_public or not (kind.is_private or case.is_confidential)
    unit = directory().units[case.unit_id]
    return {
        "service_request_id": asked.reference,
        "status": "open" if case.is_open else "closed",
        "status_notes": notes_of(case.stage, case.outcome),
        "service_name": worded(kind.names) if is_named else None,
        "service_code": kind.code if is_named else "",
        "description": None,
        "agency_responsible": worded(unit.names) if _may_be_named(case, is_named) else None,
        "service_notice": _notice(case),
        "requested_datetime": stamped(asked.at),
        "updated_datetime": stamped(case.closed_at or case.updated_at),
        "expected_datetime": stamped(case.promised_at),
        "address": None,
        "address_id": None,
        "zipcode": None,
        "lat": None,
        "long": None,
        "media_url": None,
    }


def _may_be_named(case: Case, is_named: bool) -> bool:
    """A kelurahan's office would tell the place, a civil registry the matter."""
    return case.is_public or (is_named and directory().units[case.unit_id].governs_id is None)


def _public(case: Case) -> Record:
    place = directory().jurisdictions[case.jurisdiction_id]
    return {
        "description": case.public_words or None,
        "address": named(place),
        "address_id": place.code,
        "lat": case.public_lat,
        "long": case.public_lon,
    }


def named(place: Jurisdiction) -> str:
    """Return a place from the smallest to the largest: kelurahan, kecamatan, city."""
    known = directory()
    above = known.above(place, Jurisdiction.Level.KECAMATAN)
    names = [place.name, above.name if above else "", known.profile.name]
    return ", ".join(name for name in names if name)


def _extended(case: Case) -> Record:
    place = directory().jurisdictions[case.kecamatan_id]
    return {
        "voices": case.voices,
        "stage": case.stage,
        "unit_code": directory().units[case.unit_id].code,
        "kecamatan_code": place.code,
        "next_deadline": stamped(case.due_at) if case.is_open else None,
        "outcome": case.outcome or None,
    }


def notes_of(stage: str, outcome: str) -> str:
    """Say where it stands in our words, never in those of a letter to the reporter."""
    if stage == Stage.CLOSED:
        return ended(outcome)
    return {
        Stage.CLAIMED: _("The unit says that it is done; this is being checked."),
        Stage.RECEIVED: _("Received, not yet read."),
        Stage.VERIFIED: _("Read and accepted."),
        Stage.ASSIGNED: _("In the hands of the unit that answers."),
        Stage.ASKED: _("Waiting for a reply from the reporter."),
    }[Stage(stage)]


def ended(outcome: str) -> str:
    """Say how a case ended."""
    return {
        "confirmed": _("Done, as somebody else has confirmed."),
        "unopposed": _("Claimed to be done, and not opposed in time."),
        "refused": _("Refused, with a reason."),
        "referred": _("Sent to another authority, and followed there."),
        "set_aside": _("Set aside."),
        "joined": _("Joined to another report of the same."),
    }[outcome]


def _notice(case: Case) -> str | None:
    if not case.is_open or case.promised_at is None:
        return None
    words = formatting.moment(
        case.promised_at, translation.get_language() or "id", timezone.localtime()
    )
    return _("An answer is promised by %(moment)s.") % {"moment": words}
