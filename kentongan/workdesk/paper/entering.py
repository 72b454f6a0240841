"""Typing sheet after sheet: a number, its fields, send, the next; nothing typed is ever lost."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kentongan.catalogue.shelf import shelf
from kentongan.face.admitting import users
from kentongan.face.staging import Staged
from kentongan.intake.photographing import settle
from kentongan.paper.drafting import save_draft, typed_by
from kentongan.paper.entering import enter
from kentongan.paper.holding import AlreadyEntered, FormIsVoid, find_form
from kentongan.paper.kinds import by_the_words, group_of, within
from kentongan.paper.models import PaperEnd
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import NotFound, Refusal
from kentongan.workdesk.attaching import attach, attached_to
from kentongan.workdesk.offering import options
from kentongan.workdesk.paper.place import framed
from kentongan.workdesk.paper.standing import standing
from kentongan.workdesk.paper.typing import Sheet
from kentongan.workdesk.paper.words import hearings
from kentongan.workdesk.statuses import status_of
from kentongan.workdesk.telephone.spotting import candidates
from kentongan.workdesk.visitors import person

MOST_SHOWN = 50
PARTS = ("types", "places", "questions", "sheet")


@users(Act.SERVE_COUNTER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def typing_page(request: HttpRequest) -> HttpResponse:
    """Show the form as the draft has it; a POST enters it, or with `look` only draws it again."""
    user, at = person(request), timezone.now()
    if request.method != "POST":
        draft = typed_by(user)
        asked = request.GET.get("nomor", "")
        return _page(request, Sheet.kept({**draft, "number": asked} if asked else draft))
    attached, fault = attach(request)
    sheet = Sheet.read(request.POST)
    try:
        save_draft(sheet.flat(), by=user, at=at)
        if fault:
            raise fault
        if request.POST.get("go") != "enter":
            return _page(request, sheet)
        _enter(sheet, attached, user, at)
    except Refusal as refusal:
        return _page(request, sheet, refusal)
    save_draft(sheet.left(), by=user, at=at)
    return HttpResponseRedirect(f"{reverse('workdesk:paper_typing')}?ok=entered", status=303)


@users(Act.SERVE_COUNTER)
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep what stands in the form now; a script calls this with every pause of the fingers."""
    save_draft(Sheet.read(request.POST).flat(), by=person(request), at=timezone.now())
    return HttpResponse(status=204)


@users(Act.SERVE_COUNTER)
@never_cache
@require_safe
def help_page(request: HttpRequest, part: str) -> HttpResponse:
    """Return one part, drawn for the form as it stands in the address.

    :raises NotFound: if there is no such part
    """
    if part not in PARTS:
        raise NotFound
    sheet = Sheet.read(request.GET)
    folder = "paper" if part == "sheet" else "telephone"
    context = {"at": timezone.now(), "options": options, **_helps(sheet, person(request))}
    return render(request, f"workdesk/{folder}/{part}.html", context)


def _enter(sheet: Sheet, attached: list[Staged], by: User, at: datetime) -> PaperEnd:
    form = find_form(sheet.number)
    for each in attached:
        settle(each.photo)
    report = sheet.report(tuple(each.photo for each in attached))
    return enter(form, report, sheet.days, by=by, at=at)


def _helps(sheet: Sheet, user: User) -> dict[str, Any]:
    told = sheet.told
    return {
        "sheet": sheet,
        "typed": told,
        "standing": standing(sheet.number, user) if sheet.number.strip() else None,
        **_kinds(sheet),
        "groups": shelf().groups,
        "hearings": hearings(),
        "places": candidates(told.address),
        "questions": told.questions,
    }


def _kinds(sheet: Sheet) -> dict[str, Any]:
    """The types by the words; where a group was ticked its own, and none guessed without words."""
    group = group_of(sheet.group)
    found = by_the_words(sheet.told.words, group)
    rest = [kind for kind in within(group) if kind not in found]
    return {"likely": [*found, *rest], "is_guessable": bool(found)}


def _page(request: HttpRequest, sheet: Sheet, refusal: Refusal | None = None) -> HttpResponse:
    at, user = timezone.now(), person(request)
    context = {
        **framed(request, at),
        "here": "paper_typing",
        **_helps(sheet, user),
        "today": timezone.localdate(at).isoformat(),
        "entered": _sitting(user, at),
        "attached": [each.token for each in attached_to(request)],
        "fault_field": refusal.field if refusal else "",
        "fault_text": str(refusal) if refusal else "",
        "is_taken": isinstance(refusal, AlreadyEntered | FormIsVoid),
    }
    return render(request, "workdesk/paper/typing.html", context, status=status_of(refusal))


def _sitting(user: User, at: datetime) -> list[dict[str, Any]]:
    """What the user has entered today, newest first (one statement)."""
    since = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    ends = PaperEnd.objects.filter(by=user, what=PaperEnd.What.ENTERED, at__gte=since)
    rows = ends.select_related("form", "service_request").order_by("-pk")[:MOST_SHOWN]
    return [
        {
            "end": end,
            "told": end.service_request,
            "kind": shelf().types[end.service_request.service_type_id],
            "place": directory().jurisdictions[end.service_request.jurisdiction_id],
        }
        for end in rows
        if end.service_request
    ]
