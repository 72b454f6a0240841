"""*Lembar disposisi* in its familiar shape: head, nature, to whom, the order, and the chain."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.command.models import Directive
from kentongan.command.rolling_up import Branch, tree_of
from kentongan.command.seeing import find
from kentongan.face import formatting
from kentongan.face.admitting import users
from kentongan.face.directive_words import NATURES, STATES, STEPS, SUBJECTS
from kentongan.face.printing import as_pdf, qr_svg, sheet
from kentongan.face.worded import worded
from kentongan.people.permissions import Act
from kentongan.places.directory import directory
from kentongan.workdesk.visitors import person

TEMPLATE = "workdesk/printed/directive.typ"
DEEPEST = 6


@users(Act.DIRECT)
@never_cache
@require_safe
def directive_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the sheet of a directive, with its chain as far as the reader sees it, as PDF."""
    directive, at = find(pk, person(request)), timezone.localtime()
    address = request.build_absolute_uri(reverse("workdesk:directive", args=[pk]))
    values = values_of(tree_of(directive, person(request)), qr_svg(address))
    return as_pdf(sheet(TEMPLATE, values, at=at), f"disposisi-{pk}")


def values_of(top: Branch, qr: str) -> dict[str, Any]:
    """Return what the sheet says."""
    directive, language = top.directive, get_language() or "id"
    return {
        "language": language,
        "title": _("Directive sheet"),
        "above": directory().profile.name,
        "office": worded(directive.unit.names),
        "number": _("No. %(n)s") % {"n": directive.pk},
        "qr": qr,
        "natures": [[str(word), key == directive.nature] for key, word in NATURES.items()],
        "head": _head(directive),
        "to": _("Passed on to"),
        "units": [worded(twig.charge.unit.names) for twig in top.twigs],
        "order": _("With respect, please:"),
        "words": directive.words or _("(voice note; listen to it on the page)"),
        "chain": _("What became of it"),
        "columns": [_("When"), _("Unit"), _("What"), _("Words")],
        "steps": _steps(top, 0),
        "done": _("Done: %(done)s of %(of)s") % {"done": top.done.done, "of": top.done.of},
        "sign": worded(directive.unit.names),
        "name": directive.issued_by.name,
    }


def _head(directive: Directive) -> list[list[str]]:
    about = directive.about_title or directive.about_id
    kind = str(SUBJECTS.get(directive.about_kind, ""))
    return [
        [_("About"), ": ".join(part for part in (kind, about) if part) or "–"],
        [_("Date"), _moment(directive.issued_at)],
        [_("Given by"), f"{directive.issued_by.name}, {worded(directive.unit.names)}"],
        [_("Due"), _moment(directive.due_at)],
    ]


def _steps(branch: Branch, depth: int) -> list[list[str]]:
    rows: list[list[str]] = []
    mark = "→ " * min(depth, DEEPEST)
    for twig in branch.twigs:
        unit = mark + worded(twig.charge.unit.names)
        for step in twig.steps:
            words = branch.directive.words if step.state == "issued" and depth else step.text
            rows.append([_moment(step.at), unit, str(STEPS[step.state]), words[:600]])
        for part in twig.parts:
            rows += _steps(part, depth + 1)
        if not twig.steps:
            rows.append(["", unit, str(STATES[twig.charge.state]), ""])
    return rows


def _moment(at: Any) -> str:
    return formatting.moment(timezone.localtime(at), get_language() or "id", timezone.localtime(at))
