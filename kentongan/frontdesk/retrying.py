"""When the database is away in mid-submit: the words stay on the page, with a button to resend.

The page is drawn from the form alone. Photos that were already checked are named in it again;
the others have to be chosen again, and the page says so.
"""

from django.http import HttpRequest, HttpResponse

from kentongan.frontdesk.drafting import ANSWER, PLAIN, Draft, sign_photo
from kentongan.frontdesk.pages import page

RETRY_AFTER_SECONDS = "15"
KEPT = {*PLAIN, "key", "step", "go", "offered"}


def try_again(request: HttpRequest, draft: Draft | None = None) -> HttpResponse:
    """Return the page (503).

    :param draft: what was read of the form; its photos are safe
    """
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name in KEPT or name.startswith(ANSWER)
        for value in values
    ]
    if draft is not None:
        fields = [pair for pair in fields if pair[0] != "key"]
        fields += [("key", draft.key), *(("photo", sign_photo(each)) for each in draft.photos)]
    else:
        fields += [("photo", token) for token in request.POST.getlist("photo")]
    context = {
        "fields": fields,
        "words": request.POST.get("words", ""),
        "photos_lost": draft is None and bool(request.FILES),
    }
    response = page(request, "retry.html", context, status=503)
    response["Retry-After"] = RETRY_AFTER_SECONDS
    return response
