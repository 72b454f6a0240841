"""Deciding: the form, with the wall as it is now kept beside it; and one decision as it was."""

import json
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kentongan.command.asking import NoSuchQuestion, questions_of
from kentongan.command.deciding import NoSuchDecision, Ruling, decide, digest_of
from kentongan.command.models import Decision, Question
from kentongan.command.repeating import AlreadyDecided
from kentongan.command.seeing import directives_of
from kentongan.face.admitting import users
from kentongan.face.directing import about_in
from kentongan.people.permissions import Act
from kentongan.toolbox.keys import key_in
from kentongan.toolbox.refusals import Conflict, Refusal, Unprocessable
from kentongan.wall.hand.citing import row_of
from kentongan.wall.hand.knowing import cited, known_at
from kentongan.wall.hand.recalling import tables_of
from kentongan.wall.hand.visitors import person


@users(Act.DIRECT)
@never_cache
@require_safe
def decision_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a decision with what was known, and whether it still is as it was written."""
    user = person(request)
    known = Decision.objects.select_related("question__unit", "unit", "decided_by")
    found = known.filter(pk=pk).first()
    if found is None:
        raise NoSuchDecision
    following = directives_of(user).filter(decision=found).prefetch_related("charges__unit")
    kept = json.loads(found.known)
    context: dict[str, Any] = {
        "person": user,
        "at": timezone.now(),
        "decision": found,
        "known": kept,
        "tables": tables_of(kept["wall"].get("numbers", {})),
        "cited": [row_of(each) for each in kept["cited"]],
        "is_whole": digest_of(found) == found.digest,
        "following": list(following.order_by("pk")),
        "flash": request.GET.get("ok", ""),
    }
    return render(request, "wall/hand/decision.html", context)


@users(Act.DECIDE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def decide_page(request: HttpRequest) -> HttpResponse:
    """Decide, with or without a question; the wall as it is now is kept with it."""
    at, typed = timezone.now(), request.POST
    question = _question(request)
    if request.method != "POST":
        return _decide_form(request, question, at)
    about = about_in(typed, person(request))
    ruling = Ruling(
        words=typed.get("words", ""),
        reason=typed.get("reason", ""),
        known=known_at(at),
        cited=cited(about, question),
        about=about,
        question=question,
        option=typed.get("option", ""),
    )
    try:
        made = decide(ruling, by=person(request), at=at)
    except AlreadyDecided as again:
        page = reverse("decision", args=[again.earlier.pk])
        return HttpResponseRedirect(f"{page}?ok=before", status=303)
    except (Unprocessable, Conflict) as refusal:
        return _decide_form(request, question, at, refusal)
    return HttpResponseRedirect(reverse("decision", args=[made.pk]), status=303)


def _question(request: HttpRequest) -> Question | None:
    asked = request.POST.get("question") or request.GET.get("question", "")
    if not asked:
        return None
    found = questions_of(person(request)).select_related("unit")
    question = found.filter(pk=key_in(asked)).first()
    if question is None:
        raise NoSuchQuestion
    return question


def _decide_form(
    request: HttpRequest, question: Question | None, at: datetime, refusal: Refusal | None = None
) -> HttpResponse:
    context = {
        "person": person(request),
        "at": at,
        "question": question,
        **typed_in(request, refusal),
    }
    return render(request, "wall/hand/decide.html", context, status=status_of(refusal))


def typed_in(request: HttpRequest, refusal: Refusal | None) -> dict[str, Any]:
    """Return what a form is drawn with, after a refusal with what was typed."""
    said = request.POST if refusal else request.GET
    text, field = (str(refusal), refusal.field or "") if refusal else ("", "")
    return {
        "typed": said,
        "about": about_in(said, person(request)),
        "fault_text": text,
        "fault_field": field,
    }


def status_of(refusal: Refusal | None) -> int:
    """Return 200 where nothing was refused, 409 where somebody was first, else 422."""
    return 200 if refusal is None else 409 if isinstance(refusal, Conflict) else 422
