"""Hiding with one click, asking to show more, agreeing to it, and looking at who reported."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kentongan.casework.hiding import Target
from kentongan.casework.looking import NobodyNamed, Reason, look
from kentongan.casework.models import Case, What, Widening
from kentongan.casework.narrowing import narrow
from kentongan.casework.reaching import reaches
from kentongan.casework.widening import ask_to_widen, decline, second
from kentongan.face.admitting import users
from kentongan.intake.models import Photo, ServiceRequest
from kentongan.people.permissions import Act
from kentongan.toolbox.keys import key_in
from kentongan.toolbox.refusals import Conflict, NotFound, Refusal, Unprocessable
from kentongan.workdesk.case import load_case, show_case
from kentongan.workdesk.filtering import FILTERS, TURNS, query_of
from kentongan.workdesk.handing import NotChosen
from kentongan.workdesk.visitors import person


@users(Act.SEE)
@never_cache
@require_POST
def identity(request: HttpRequest, reference: str) -> HttpResponse:
    """Keep the look with its reason, then show who reported, this once."""
    user = person(request)
    case = load_case(user, reference)
    voice, reason = _voice(request, case), request.POST.get("reason", "")
    if voice is None:
        raise NobodyNamed
    try:
        if reason not in Reason.values:
            raise NotChosen(field=f"look-{voice.pk}")
        text = request.POST.get("text", "")
        seen = look(case, voice, Reason(reason), text, by=user, at=timezone.now())
    except Unprocessable as refusal:
        return show_case(request, case, refusal=refusal, status=422)
    return show_case(request, case, opened={voice.pk: seen.service_request.reporter})


@users(Act.NOTE)
@require_POST
def narrowing(request: HttpRequest, reference: str) -> HttpResponse:
    """Hide something, at once."""
    user = person(request)
    case = load_case(user, reference)
    try:
        narrow(case, _target(request, case), by=user, at=timezone.now())
    except Conflict as refusal:
        return show_case(request, case, refusal=refusal, status=409)
    return _back(request, case, "narrowed")


@users(Act.WIDEN)
@require_POST
def widening(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask that something be shown; somebody else has to agree."""
    user, form = person(request), request.POST
    case = load_case(user, reference)
    target, words = _target(request, case), form.get("public_words", "")
    try:
        ask_to_widen(
            case,
            target,
            form.get("reason", ""),
            public_words=words,
            is_insisted=form.get("insisted") == "yes",
            by=user,
            at=timezone.now(),
        )
    except (Unprocessable, Conflict) as refusal:
        return show_case(request, case, widened=target, refusal=refusal, status=_status(refusal))
    return _back(request, case, "widening_asked")


@users(Act.WIDEN)
@require_POST
def widening_decision(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    """Agree to show something, or not."""
    user = person(request)
    case = load_case(user, reference)
    asked = Widening.objects.filter(case=case, pk=pk).first()
    if asked is None:
        raise NotFound
    agrees = request.POST.get("agree") == "yes"
    try:
        (second if agrees else decline)(asked, by=user, at=timezone.now())
    except Conflict as refusal:
        return show_case(request, case, refusal=refusal, status=409)
    return _back(request, case, "widened" if agrees else "widening_declined")


def _status(refusal: Refusal) -> int:
    return 409 if isinstance(refusal, Conflict) else 422


def _target(request: HttpRequest, case: Case) -> Target:
    """What the form names, within this case.

    :raises NotFound: if that is not of this case
    """
    form = request.POST
    what = form.get("what", "")
    if what == What.CASE:
        return Target(What.CASE)
    if what == What.PHOTO:
        return Target(What.PHOTO, photo=photo_of(case, form.get("photo", "")))
    voice = _voice(request, case)
    if what not in {What.IDENTITY, What.CONTENT} or voice is None:
        raise NotFound
    return Target(What(what), voice)


def photo_of(case: Case, pk: str) -> Photo:
    """Return a photo of this case.

    :raises NotFound: if it is not one
    """
    photos = Photo.objects.filter(service_request__filing__case=case, erased_at=None)
    photo = photos.filter(pk=key_in(pk)).first()
    if photo is None:
        raise NotFound
    return photo


def _voice(request: HttpRequest, case: Case) -> ServiceRequest | None:
    pk = request.POST.get("voice", "")
    voices = ServiceRequest.objects.filter(filing__case=case)
    return voices.filter(pk=key_in(pk)).first()


def _back(request: HttpRequest, case: Case, word: str) -> HttpResponse:
    case.refresh_from_db(fields=["is_confidential"])
    stays = reaches(person(request), Act.SEE, case)
    page = reverse("workdesk:case", args=[case.reference]) if stays else reverse("workdesk:queue")
    query = query_of(request.GET, *FILTERS, *TURNS)
    address = f"{page}?{query}&ok={word}" if query else f"{page}?ok={word}"
    return HttpResponseRedirect(address, status=303)
