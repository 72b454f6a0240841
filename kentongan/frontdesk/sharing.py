"""What somebody shares from another app: words and photos begin a report.

On a phone that has our service worker this never gets here: the phone keeps it as a draft.
"""

from dataclasses import replace

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from kentongan.face.admitting import anyone
from kentongan.frontdesk.drafting import LONGEST_FIELD, Draft
from kentongan.frontdesk.stepping import show
from kentongan.frontdesk.uploading import take_photos


@anyone
@csrf_exempt
@require_POST
def share(request: HttpRequest) -> HttpResponse:
    """Show the first step with what was shared in it."""
    draft = Draft.fresh()
    try:
        said = (request.POST.get(name, "").strip() for name in ("title", "text", "url"))
        words = "\n".join(part for part in said if part)[:LONGEST_FIELD]
        draft, faults = take_photos(request, replace(draft, words=words))
    except (SuspiciousOperation, MultiPartParserError):
        faults = {}
    return show(request, "what", draft, faults)
