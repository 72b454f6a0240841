"""A file of sheets that were typed elsewhere: read, and told row by row what could not be taken."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from kentongan.face.admitting import users
from kentongan.paper.importing import take_file
from kentongan.paper.reading import LARGEST, FileTooLarge, rows
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Unprocessable
from kentongan.workdesk.exchanging import NoFile
from kentongan.workdesk.paper.place import framed, show_place
from kentongan.workdesk.visitors import person


@users(Act.SERVE_COUNTER)
@never_cache
@require_POST
def file_page(request: HttpRequest) -> HttpResponse:
    """Enter the sheets of an uploaded file; the answer is the list of what became of each."""
    at, file = timezone.now(), request.FILES.get("file")
    try:
        if file is None or isinstance(file, list) or file.file is None:
            raise NoFile(field="file")
        if (file.size or 0) > LARGEST:
            raise FileTooLarge(field="file")
        taken = take_file(rows(file.read()), by=person(request), at=at)
    except Unprocessable as refusal:
        return show_place(request, "file", refusal)
    context = {**framed(request, at), "taken": taken, "name": file.name or ""}
    status = 422 if taken.left else 200
    return render(request, "workdesk/paper/file.html", context, status=status)
