"""The rules of alarms: all of them, and one with its form and its earlier versions."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kentongan.alarms.drilling import drills_at
from kentongan.alarms.models import AlarmRule
from kentongan.alarms.pointing import points_of
from kentongan.alarms.requiring import RuleIncomplete
from kentongan.alarms.rules import newest
from kentongan.alarms.senses import SENSES
from kentongan.alarms.setting import NoSuchRule, set_rule, withdraw_rule
from kentongan.face.admitting import users
from kentongan.face.alarm_words import COMPARISONS, label_of
from kentongan.face.worded import worded
from kentongan.people.permissions import Act
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import Refusal, Unprocessable
from kentongan.workdesk.alarms.filling import filled, read_rule
from kentongan.workdesk.alarms.history import SHELVES
from kentongan.workdesk.alarms.showing import around
from kentongan.workdesk.statuses import status_of
from kentongan.workdesk.visitors import person


@users(Act.SET_ALARMS)
@never_cache
@require_safe
def alarm_rules(request: HttpRequest) -> HttpResponse:
    """List the rules in service and those that were taken out."""
    return show_rules(request)


def show_rules(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    """Draw the list, after a refusal with why and the words as typed."""
    at = timezone.now()
    rules = sorted(
        newest().select_related("owner"), key=lambda rule: (not rule.is_active, rule.key)
    )
    context = {
        **around(request, at=at),
        "rules": rules,
        "label_of": label_of,
        "comparisons": COMPARISONS,
        "drills": drills_at(at),
        "shelves": SHELVES,
        "fault_text": str(refusal) if refusal else "",
        "fault_field": refusal.field if refusal else "",
        "typed": request.POST if refusal else {},
    }
    return render(request, "workdesk/alarms/rules.html", context, status=status_of(refusal))


@users(Act.SET_ALARMS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def alarm_rule(request: HttpRequest, key: str = "") -> HttpResponse:
    """Show a rule with its form; keep a new version of it."""
    versions = list(AlarmRule.objects.filter(key=key).select_related("set_by").order_by("-version"))
    if key and not versions:
        raise NoSuchRule
    before = versions[0] if versions else None
    if request.method != "POST":
        return _form(request, versions, filled(before))
    try:
        wanted = read_rule(request.POST, before)
        why = request.POST.get("why", "")
        set_rule(key, wanted, why, by=person(request), at=timezone.now())
    except Unprocessable as refusal:
        return _form(request, versions, dict(request.POST.items()), refusal)
    return HttpResponseRedirect(f"{reverse('workdesk:alarm_rules')}?ok=alarm_rule_set", status=303)


@users(Act.SET_ALARMS)
@require_POST
def alarm_rule_end(request: HttpRequest, key: str) -> HttpResponse:
    """Take a rule out of service."""
    try:
        withdraw_rule(key, request.POST.get("why", ""), by=person(request), at=timezone.now())
    except Unprocessable as refusal:
        versions = AlarmRule.objects.filter(key=key).select_related("set_by").order_by("-version")
        found = list(versions)
        return _form(request, found, filled(found[0]), refusal)
    return HttpResponseRedirect(f"{reverse('workdesk:alarm_rules')}?ok=alarm_rule_set", status=303)


def _form(
    request: HttpRequest,
    versions: list[AlarmRule],
    values: dict[str, Any],
    refusal: Unprocessable | None = None,
) -> HttpResponse:
    faults = dict(refusal.faults) if isinstance(refusal, RuleIncomplete) else {}
    if refusal and refusal.field and not faults:
        faults = {"why" if refusal.field == "reason" else refusal.field: refusal.said}
    units = [unit for unit in directory().units.values() if unit.is_active]
    context = {
        **around(request, at=timezone.now()),
        "versions": versions,
        "rule": versions[0] if versions else None,
        "values": values,
        "faults": faults,
        "fault_text": str(refusal) if refusal else "",
        "senses": SENSES.values(),
        "points": points_of(SENSES),
        "comparisons": COMPARISONS.items(),
        "units": sorted((worded(unit.names), unit.pk) for unit in units),
    }
    return render(request, "workdesk/alarms/rule.html", context, status=status_of(refusal))
