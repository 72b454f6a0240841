"""Api keys: the caller sends the key, we know only its digest."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kentongan.people.keys import key_holder
from kentongan.people.models import ApiKey
from kentongan.toolbox.refusals import Forbidden


class KeyMissing(Forbidden):
    code = "api_key_missing"
    sentence = _("An api key is needed to hand in a report.")


class KeyUnknown(Forbidden):
    code = "api_key_unknown"
    sentence = _("This api key is not known here, or no longer valid.")


def key_of(request: HttpRequest) -> ApiKey:
    """Return whose key came with a request, in its form or its address (one statement).

    :raises KeyMissing: if none came
    :raises KeyUnknown: if it is not one of this city's, or has been withdrawn
    """
    sent = request.POST.get("api_key") or request.GET.get("api_key")
    if not sent:
        raise KeyMissing(field="api_key")
    found = key_holder(sent)
    if found is None:
        raise KeyUnknown(field="api_key")
    return found
