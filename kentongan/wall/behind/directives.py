"""The wall's page of directives and questions: whom, since when, until when; nobody's words."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.command.seeing import directives_of
from kentongan.command.stepping import AT_REST
from kentongan.command.tiling import awaited_at, standing_at
from kentongan.face.directive_words import NATURES, STATES, SUBJECTS
from kentongan.people.models import User
from kentongan.wall.behind.framing import frame
from kentongan.wall.letting_in import watchers
from kentongan.wall.moments import moment_in

MOST_ROWS = 200
COLUMNS = (
    *("pk", "then", "due_then", "directive_id", "directive__nature", "directive__issued_at"),
    *("directive__about_kind", "unit__names"),
)


@watchers
@require_safe
@never_cache
def directives_behind(request: HttpRequest) -> HttpResponse:
    """List what was under way at a moment, overdue first; nothing that is secret."""
    moment = moment_in(request)
    base = frame(request, moment)
    standing = standing_at(moment.at).order_by("due_then", "pk").values(*COLUMNS)
    rows = list(standing[:MOST_ROWS])
    context: dict[str, Any] = {
        **base,
        "overdue": [
            row for row in rows if row["then"] not in AT_REST and row["due_then"] < moment.at
        ],
        "underway": [row for row in rows if row["then"] in AT_REST or row["due_then"] >= moment.at],
        "awaited": list(awaited_at(moment.at).values("pk", "asked_at", "unit__names")[:MOST_ROWS]),
        "followed": _followed(request, rows) if base["directs"] else set(),
        "natures": NATURES,
        "states": STATES,
        "subjects": SUBJECTS,
    }
    return render(request, "wall/behind/directives.html", context)


def _followed(request: HttpRequest, rows: list[dict[str, Any]]) -> set[int]:
    """Which of them the viewer may open on the desk."""
    seen = directives_of(cast(User, request.user))
    return set(
        seen.filter(pk__in=[row["directive_id"] for row in rows]).values_list("pk", flat=True)
    )
