"""The page of one case, beside the list it was opened from."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kentongan.casework.hiding import Target
from kentongan.casework.history import history
from kentongan.casework.holding import NoSuchCase
from kentongan.casework.models import Case
from kentongan.face.admitting import users
from kentongan.intake.models import Reporter
from kentongan.people.models import User
from kentongan.people.permissions import Act, acts_of
from kentongan.toolbox.refusals import Refusal
from kentongan.visiting.remembering import visits_to
from kentongan.workdesk.desk import find, frame
from kentongan.workdesk.insisting import insisted_on
from kentongan.workdesk.leading import grouped, main
from kentongan.workdesk.refused import refused
from kentongan.workdesk.showing import Sight, facts
from kentongan.workdesk.verbs import Verb, fitting
from kentongan.workdesk.visitors import person
from kentongan.workdesk.voices import Reader


def load_case(user: User, reference: str) -> Case:
    """Return the case of that reference.

    :raises NoSuchCase: if there is none, or none that the user may see
    """
    cases = Case.objects.reachable_by(user).defer("search")
    case = cases.filter(reference=reference).first()
    if case is None:
        raise NoSuchCase
    return case


@users(Act.SEE)
@require_safe
def case_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one case."""
    return show_case(request, load_case(person(request), reference))


def show_case(
    request: HttpRequest,
    case: Case,
    *,
    verb: Verb | None = None,
    widened: Target | None = None,
    refusal: Refusal | None = None,
    opened: Mapping[int, Reporter | None] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Draw the page; after a refusal with the form open and the words as they were typed.

    :param widened: what somebody asked to show, if that is the form that was refused
    :param opened: who reported, by request, where the look has just been kept
    """
    at, user = timezone.now(), person(request)
    events = history(case, visits_to(case), insisted_on(case))
    leading, others = grouped(case, verbs := list(fitting(case, user, events)))
    context = {
        **frame(request, find(request, at=at), at=at),
        **facts(Sight(case, events, Reader(user, case, opened or {})), at=at),
        "verbs": leading,
        "other_verbs": others,
        "leading_verb": main(case, leading),
        **refused(request, refusal, verb=verb, widened=widened),
        "directs": Act.DIRECT in acts_of(user),
        "lost": _lost(request) if verb and verb not in verbs else [],
    }
    return render(request, "workdesk/case.html", context, status=status)


def _lost(request: HttpRequest) -> list[str]:
    """What was typed into a form that no longer fits the case, so that it can be copied."""
    names = ("public_words", "question", "text", "reason", "instruction", "decision")
    return [request.POST[name] for name in names if request.POST.get(name, "").strip()]
