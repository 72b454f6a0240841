"""A file enclosed with a directive, to whoever may see it; a recording can be wound to and fro."""

import re
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from kentongan.command.models import Enclosure
from kentongan.command.seeing import NoSuchDirective, directives_of
from kentongan.face.admitting import users
from kentongan.intake import photo_files
from kentongan.people.permissions import Act
from kentongan.workdesk.visitors import person

RANGE = re.compile(r"bytes=(\d+)-(\d*)")


@users(Act.DIRECT)
@cache_control(private=True, no_store=True)
@require_safe
def enclosure(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand a file out.

    :raises NoSuchDirective: if its directive is not the reader's to see, or the file is gone
    """
    seen = directives_of(person(request)).values("pk")
    found = Enclosure.objects.filter(pk=pk, directive__in=seen).first()
    path = photo_files.folder() / found.file if found else None
    if found is None or path is None or not path.is_file():
        raise NoSuchDirective
    answer = _answer(request, path, found.type)
    # Never opened as a page of ours, whatever it may hold.
    shows = "attachment" if found.kind == Enclosure.Kind.DOCUMENT else "inline"
    answer["Content-Disposition"] = f'{shows}; filename="disposisi-{found.pk}{path.suffix}"'
    answer["Accept-Ranges"] = "bytes"
    return answer


def _answer(request: HttpRequest, path: Path, type_: str) -> HttpResponse:
    body = path.read_bytes()
    asked = RANGE.fullmatch(request.headers.get("Range", ""))
    first = int(asked[1]) if asked else 0
    if asked is None or first >= len(body):
        return HttpResponse(body, content_type=type_)
    last = min(int(asked[2] or len(body)), len(body) - 1)
    answer = HttpResponse(body[first : last + 1], content_type=type_, status=206)
    answer["Content-Range"] = f"bytes {first}-{last}/{len(body)}"
    return answer
