"""Whether what somebody is about to tell is known already: asked before anything is sent.

Only what may be told is told: of a public case what everybody reads, of one nobody has read yet
the type, a rough distance and the day, and of private matters nothing at all.
"""

from datetime import datetime
from math import ceil
from typing import NamedTuple

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kentongan.casework.models import Case, Stage
from kentongan.casework.neighbouring import Matter, Neighbour, neighbours
from kentongan.casework.selecting import CaseQuerySet
from kentongan.catalogue.models import ServiceType
from kentongan.catalogue.shelf import shelf
from kentongan.frontdesk.checking import kind_of
from kentongan.frontdesk.drafting import Draft
from kentongan.frontdesk.placing import spot
from kentongan.sorting.resembling import OFFERED

MOST = 3
ROUGHLY_M = 50
"""How roughly the place of a case that nobody has read yet is told, in metres."""
NO = "no"
"""What the form says of a report that is none of those offered."""


class Known(NamedTuple):
    """A case offered as the same, in words; no words of anybody's but the verifier's."""

    case: Case
    kind: ServiceType
    away: str
    when: str
    words: str


def known(draft: Draft, *, at: datetime) -> list[Known]:
    """Return the cases that a draft may be about (one statement)."""
    return [_told(near, at) for near in _near(draft, at)]


def meant(draft: Draft, *, at: datetime, reference: str = "") -> Case | None:
    """Return the case the form says it is, if it was offered: no other can be named."""
    wanted = reference or draft.same
    if not wanted or wanted == NO:
        return None
    return next((near.case for near in _near(draft, at) if near.case.reference == wanted), None)


def offerable() -> CaseQuerySet:
    """The cases of which somebody may learn that they are known."""
    kinds = [pk for pk, kind in shelf().types.items() if _is_open(kind)]
    cases = Case.objects.filter(service_type_id__in=kinds, is_oversight=False)
    readable = Q(is_public=True) | Q(stage=Stage.RECEIVED)
    return cases.filter(readable, is_confidential=False).exclude(stage=Stage.CLAIMED)


def _is_open(kind: ServiceType) -> bool:
    return not kind.is_private and kind.matter != ServiceType.Matter.OVERSIGHT


def _near(draft: Draft, at: datetime) -> list[Neighbour]:
    where, kind = spot(draft), kind_of(draft)
    if kind is None or not _is_open(kind):
        return []
    matter = Matter(kind.pk, where.kelurahan.pk, draft.words, at, where.point, draft.address)
    # Whoever went back after sending is not asked whether their own report is theirs.
    own = Q(filings__service_request__idempotency_key__startswith=f"web:{draft.key}")
    return neighbours(matter, offerable().exclude(own), least=OFFERED)[:MOST]


def _told(near: Neighbour, at: datetime) -> Known:
    case = near.case
    kind = shelf().types[case.service_type_id]
    return Known(case, kind, _away(near), _when(case.opened_at, at), case.public_words)


def _away(near: Neighbour) -> str:
    if near.metres is None:
        return _("in the same kelurahan")
    metres = near.metres
    if not near.case.is_public:
        rough = max(1, ceil(metres / ROUGHLY_M)) * ROUGHLY_M
        return _("within %(n)s m of here") % {"n": rough}
    if metres < 10:
        return _("at this very place")
    return _("%(n)s m from here") % {"n": int(round(metres, -1))}


def _when(then: datetime, at: datetime) -> str:
    days = (timezone.localdate(at) - timezone.localdate(then)).days
    if days < 1:
        return _("today")
    if days == 1:
        return _("yesterday")
    return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}
