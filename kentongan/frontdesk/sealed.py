"""The sealed journal in public: the seals, a proof of one's own report, a page that checks it."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kentongan.face.admitting import anyone
from kentongan.frontdesk.pages import page
from kentongan.frontdesk.proof_words import proof_words
from kentongan.intake.models import ServiceRequest
from kentongan.journal.models import Seal, SealingKey
from kentongan.journal.reading import of
from kentongan.journal.witnessing import proof_of, told
from kentongan.toolbox.codes import cleaned, spoken
from kentongan.toolbox.refusals import NotFound, Unprocessable

SHOWN = 20
MOST = 1000


class NoSuchReport(NotFound):
    code = "no_such_report"
    sentence = _("There is no report with this code.")


class NoSuchNumber(Unprocessable):
    code = "no_such_number"
    sentence = _("Write the number of a seal in digits.")


@anyone
@require_safe
def seals(request: HttpRequest) -> HttpResponse:
    """What the seals are for, the city's public keys, and the latest seals (two statements)."""
    rows = Seal.objects.order_by("-number").defer("leaves")
    before = _number(request, "sebelum")
    shown = list(rows.filter(number__lt=before)[:SHOWN] if before else rows[:SHOWN])
    context = {
        "seals": [(seal, json.loads(seal.header)["root"]) for seal in shown],
        "keys": SealingKey.objects.order_by("-pk"),
        "older": shown[-1].number if shown and shown[-1].number > 1 else None,
    }
    return page(request, "seals.html", context)


@anyone
@require_safe
def seals_json(request: HttpRequest) -> JsonResponse:
    """The seals as they were signed, at most a thousand, oldest first, behind `setelah`.

    :raises NoSuchNumber: if that is none: told all from the start instead, a program would take
        old seals for new ones
    """
    after = _number(request, "setelah")
    if after is None and request.GET.get("setelah"):
        raise NoSuchNumber(field="setelah")
    rows = Seal.objects.filter(number__gt=after or 0)
    found = rows.order_by("number").select_related("key").defer("leaves")[:MOST]
    return _file({"version": 1, "seals": [told(seal) for seal in found]}, "segel.json")


@anyone
@require_safe
def proof(request: HttpRequest, code: str) -> JsonResponse:
    """The proof of everything the journal holds of one's report and its case."""
    rows = ServiceRequest.objects.select_related("filing").filter(filing__isnull=False)
    found = rows.filter(code=cleaned(code)).first()
    if found is None:
        raise NoSuchReport
    entries = [*of("request", found.pk), *of("case", found.filing.case_id)]
    answer = _file(proof_of(entries), f"bukti-{spoken(found.code)}.json")
    answer["Cache-Control"] = "no-store"
    return answer


@anyone
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """A page that checks a proof in the reader's own browser."""
    return page(request, "check_proof.html", {"words": proof_words()})


def _number(request: HttpRequest, name: str) -> int | None:
    given = request.GET.get(name, "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 16 else None


def _file(told: dict[str, Any], name: str) -> JsonResponse:
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
