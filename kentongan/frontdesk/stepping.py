"""Drawing one step of a report."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from kentongan.catalogue.models import ServiceType
from kentongan.catalogue.shelf import shelf
from kentongan.frontdesk.boundaries import city_features
from kentongan.frontdesk.checking import Faults, kind_of, questions_of
from kentongan.frontdesk.drafting import Draft
from kentongan.frontdesk.knowing import known, meant
from kentongan.frontdesk.pages import page
from kentongan.frontdesk.pinning import has_photo_outside, pins
from kentongan.frontdesk.placing import candidates, spot
from kentongan.frontdesk.typing import offer
from kentongan.places.directory import directory
from kentongan.sorting.suggesting import suggest
from kentongan.toolbox.words import LONGEST

SHOWN = {
    "what": ("words", "kind", "asked", "answers"),
    "where": ("place", "lat", "lon", "found", "kelurahan", "address", "same"),
    "known": ("same",),
    "who": ("name", "phone", "email", "anonim", "rahasia"),
}
"""The fields that a step shows itself; all others travel hidden."""


def show(
    request: HttpRequest,
    step: str,
    draft: Draft,
    faults: Faults | None = None,
    *,
    choosing: bool = False,
    asking: bool = False,
) -> HttpResponse:
    """Return the page of a step, with every fault beside its field (422).

    :param choosing: the type is to be looked at, :param asking: the type's questions are
    """
    said = faults or {}
    parts = {"what": _what, "where": _where, "known": _known, "who": _who}[step](draft)
    context: dict[str, Any] = {
        "step": step,
        "draft": draft,
        "hidden": draft.hidden(but=SHOWN[step]),
        "faults": said,
        "choosing": choosing or "kind" in said,
        "asking": asking,
        **parts,
    }
    return page(request, f"report_{step}.html", context, status=422 if said else 200)


def _what(draft: Draft) -> dict[str, Any]:
    kind, on_offer = kind_of(draft), shelf()
    likely = suggest(draft.words)
    if kind and kind not in likely:
        likely = [kind, *likely]
    kind = kind or next(iter(likely), None)  # the likeliest is chosen until somebody chooses
    grouped: dict[int, list[ServiceType]] = {}
    for each in on_offer.offered:
        grouped.setdefault(each.group_id, []).append(each)
    return {
        "kind": kind,
        "questions": questions_of(kind),
        "likely": [offer(each) for each in likely],
        "groups": [(group, grouped.get(group.pk, ())) for group in on_offer.groups],
        "longest": LONGEST,
    }


def _where(draft: Draft) -> dict[str, Any]:
    known = directory()
    offered = candidates(draft)
    likely = offered and not offered[0].is_one_of_many and not (draft.lat or draft.kelurahan)
    chosen = draft.place or (offered[0].key if likely else "")
    return {
        "candidates": offered,
        "chosen": chosen,
        "pins": pins(draft, offered, chosen),
        "is_photo_outside": has_photo_outside(draft),
        "kecamatan": [
            (area, [place for place in known.kelurahan if place.parent_id == area.pk])
            for area in known.kecamatan
        ],
        "features": city_features(),
    }


def _known(draft: Draft) -> dict[str, Any]:
    at = timezone.now()
    return {"known": known(draft, at=at), "at": at}


def _who(draft: Draft) -> dict[str, Any]:
    where = spot(draft)
    kind = kind_of(draft)
    unit = kind and shelf().route(kind, where.kelurahan)
    joins = meant(draft, at=timezone.now())
    return {"spot": where, "kind": kind, "unit": unit, "joins": joins}
