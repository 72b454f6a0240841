"""Asking a party without an account: the form, whom we asked, and taking a link back."""

from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kentongan.casework.contributing import is_asked
from kentongan.casework.inviting import BadTerm, Party, invite, revoke
from kentongan.casework.listing import Wanted
from kentongan.casework.models import Case, Invitation
from kentongan.casework.reaching import reaches
from kentongan.face.admitting import users
from kentongan.face.photos import photo_url
from kentongan.mailroom.blanks import party_link
from kentongan.mailroom.letterheads import letterhead
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import NotFound
from kentongan.workdesk.case import load_case
from kentongan.workdesk.desk import NOTHING, Found, frame
from kentongan.workdesk.visitors import person

USUAL = timedelta(days=14)


def _invite(case: Case, form: QueryDict, by: User, at: datetime) -> Any:
    spoken = form.get("language", "")
    party = Party(
        name=form.get("name", ""),
        email=form.get("email", ""),
        phone=form.get("phone", ""),
        language=spoken if spoken in dict(settings.LANGUAGES) else directory().profile.languages[0],
    )
    until = _end_of_day(form.get("valid_until", ""), at)
    return invite(case, party, form.get("question", ""), until, by=by, at=at)


ASKING_PARTIES = {"invite": _invite}


def _end_of_day(text: str, at: datetime) -> datetime:
    """The last minute of a day as the city has it; a fortnight on where none is given."""
    zone = directory().calendar.zone
    try:
        day = datetime.fromisoformat(text).date() if text else (at + USUAL).astimezone(zone).date()
    except ValueError as fault:
        raise BadTerm(field="valid_until") from fault
    return datetime.combine(day, time(23, 59), zone)


@users(Act.ASK)
@require_safe
def parties(request: HttpRequest, reference: str) -> HttpResponse:
    """List whom we asked about a case, what they handed in, and the links that still hold."""
    user, at = person(request), timezone.now()
    case = _case(user, reference)
    head = letterhead()
    asked = case.invitations.select_related("by").prefetch_related("contributions__photos")
    context = {
        **frame(request, Found(Wanted(), NOTHING), at=at),
        "case": case,
        "invited": [
            {
                "row": row,
                "holds": is_asked(row, case, at=at),
                "link": head.answer_link(party_link(row)),
                "given": [_given(each) for each in row.contributions.all()],
            }
            for row in asked.order_by("-pk")
        ],
    }
    return render(request, "workdesk/parties.html", context)


@users(Act.ASK)
@require_POST
def revocation(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Take a link back."""
    user = person(request)
    case = _case(user, reference)
    invitation = Invitation.objects.filter(pk=pk, case=case).first()
    if invitation is None:
        raise NotFound
    revoke(invitation, by=user, at=timezone.now())
    page = reverse("workdesk:parties", args=[reference])
    return HttpResponseRedirect(f"{page}?ok=revoked", status=303)


def _case(user: User, reference: str) -> Case:
    case = load_case(user, reference)
    if not reaches(user, Act.ASK, case):
        raise NotFound
    return case


def _given(contribution: Any) -> dict[str, Any]:
    photos = contribution.photos.all()
    return {
        "at": contribution.at,
        "text": contribution.text,
        "photos": [(photo_url(photo), photo_url(photo, small=True)) for photo in photos],
    }
