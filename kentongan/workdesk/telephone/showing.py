"""One call as its page shows it: its words, its matter with the code to be read out, its place."""

from typing import Any

from kentongan.calls.models import Call
from kentongan.face.worded import worded
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import Unprocessable
from kentongan.toolbox.schemas import current
from kentongan.workdesk.doors import CHANNELS
from kentongan.workdesk.mapping import features_of_city
from kentongan.workdesk.telephone.exchanging import emergency_number, transfer_words
from kentongan.workdesk.telephone.spelling import groups
from kentongan.workdesk.telephone.spotting import spot
from kentongan.workdesk.telephone.typing import Typed
from kentongan.workdesk.telephone.words import purposes, state_words


def of_call(call: Call, typed: Typed) -> dict[str, Any]:
    """Return what the page of a call says of it (one statement in an emergency, else none)."""
    told = call.service_request
    is_new = told is not None and told.received_at >= call.offered_at
    words = purposes()
    return {
        "call": call,
        "typed": typed,
        "state_words": state_words,
        "purposes": words,
        "purpose_words": dict(words),
        "channels": CHANNELS,
        "told_case": told.filing.case if told else None,
        "code_groups": groups(told.code) if told and is_new else [],
        "consent_words": worded(directory().profile.wording.get("recording_consent")),
        "emergency_number": emergency_number(),
        "transfer": transfer_words(call),
        "where": _where(call, typed),
        "features": features_of_city,
        "features_key": ("telephone", current().schema_name, directory().profile.version),
    }


def _where(call: Call, typed: Typed) -> str:
    """The place in words: as it stands in the form, else that of the matter told in this call."""
    told = call.service_request
    try:
        name, address = spot(typed).kelurahan.name, typed.address
    except Unprocessable:
        if told is None or not call.handed_to_emergency_at:
            return typed.address
        name, address = directory().jurisdictions[told.jurisdiction_id].name, told.address
    return ", ".join(part for part in (address.strip(), name) if part)
