"""The cases a visit could go to, worded; names are looked up in the snapshots, not joined."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kentongan.casework.models import Stage
from kentongan.catalogue.shelf import shelf
from kentongan.face.worded import worded
from kentongan.places.directory import directory
from kentongan.visiting.models import Visit
from kentongan.visiting.offering import Offer
from kentongan.workdesk.lines import state_of, title_of

Words = Mapping[str, str | Promise]

DUE_WORDS: Words = {
    "": _("whenever due"),
    "late": _("past the deadline"),
    "day": _("within a day"),
    "week": _("within seven days"),
}
STAGES: Words = {
    "": _("every open one"),
    Stage.RECEIVED: _("to be verified"),
    Stage.VERIFIED: _("verified"),
    Stage.ASSIGNED: _("assigned"),
    Stage.ASKED: _("waiting for the reporter"),
    Stage.CLAIMED: _("claimed done, to be checked"),
}


@dataclass(frozen=True, slots=True)
class ShownOffer:
    """One case to choose; `elsewhere` is another visit it is on already."""

    offer: Offer
    title: str
    note: str
    stage: str | Promise
    state: str
    elsewhere: Visit | None


def shown_offers(
    found: Iterable[Offer], elsewhere: Mapping[int, Visit], *, at: datetime
) -> list[ShownOffer]:
    """Word the offers (no statement)."""
    return [_shown(offer, elsewhere.get(offer.id), at) for offer in found]


def _shown(offer: Offer, elsewhere: Visit | None, at: datetime) -> ShownOffer:
    kind = worded(shelf().types[offer.service_type_id].names)
    place = directory().jurisdictions[offer.jurisdiction_id].name
    return ShownOffer(
        offer=offer,
        title=title_of(offer.words) or kind,
        note=f"{place} · {kind}",
        stage=STAGES.get(offer.stage, ""),
        state=state_of(offer.due_at, at),
        elsewhere=elsewhere,
    )
