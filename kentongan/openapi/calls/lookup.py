"""Where an exchange asks who a number is, while it rings: several answers are all given."""

from typing import Any

from django.http import HttpRequest

from kentongan.calls.call import Call
from kentongan.calls.looking_up import Found, Match, look_up
from kentongan.casework.models import Case
from kentongan.intake.models import ServiceRequest
from kentongan.openapi.calls.answering import Said, speaks
from kentongan.openapi.open311.reading import ParameterMissing
from kentongan.openapi.wording import stamped


@speaks("GET")
def lookup(request: HttpRequest, pbx: str) -> Said:
    """Return everybody known by a number, and what became of what they told.

    :raises ParameterMissing: without a number
    """
    number = request.GET.get("number", "").strip()
    if not number:
        raise ParameterMissing(field="number")
    return Said(described(look_up(number)))


def described(found: Found) -> dict[str, Any]:
    """Return it as the contract has it (one statement): never what was told in confidence."""
    told = [each for match in found.matches for each in match.service_requests]
    voiced = Case.objects.ordinary().filter(filings__service_request__in=told)
    rows = voiced.values_list("filings__service_request", "reference", "stage", "closed_at")
    cases = {request: rest for request, *rest in rows}
    matches = [_match(match, cases) for match in found.matches]
    return {
        "number": found.number,
        "matches": [match for match in matches if match["requests"]],
        "calls": [_call(call) for call in found.calls],
    }


def _match(match: Match, cases: dict[int, list[Any]]) -> dict[str, Any]:
    shown = [
        _request(each, *cases[each.pk])
        for each in match.service_requests
        if each.pk in cases and not each.is_confidential
    ]
    return {"name": match.name, "requests": shown}


def _request(told: ServiceRequest, case: str, stage: str, closed_at: Any) -> dict[str, Any]:
    return {
        "reference": told.reference,
        "case": case,
        "received_at": stamped(told.received_at),
        "stage": stage,
        "is_open": closed_at is None,
    }


def _call(call: Call) -> dict[str, Any]:
    return {
        "at": stamped(call.offered_at),
        "direction": call.direction,
        "state": call.state,
        "purpose": call.purpose,
    }
