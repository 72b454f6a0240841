"""The standard's names for our things: parameters, and the city as `jurisdiction_id`."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from kentongan.places.directory import directory
from kentongan.toolbox.refusals import NotFound

PARAMETERS = {
    "place": "lat, long",
    "kelurahan": "address_id",
    "address": "address_string",
    "photos": "media",
    "photo": "media",
    "name": "first_name, last_name",
}
"""Our field → the parameter by which a machine sent it; all others have the same name."""


class UnknownJurisdiction(NotFound):
    code = "unknown_jurisdiction"
    sentence = _("This address serves another city.")


def parameter_of(field: str) -> str:
    """Return what the standard calls a field of ours."""
    return PARAMETERS.get(field, field)


def check_jurisdiction(request: HttpRequest) -> None:
    """Accept the city's own slug, code and host name; one address serves one city.

    :raises UnknownJurisdiction: if another city is named, so that no report goes astray
    """
    named = request.GET.get("jurisdiction_id", "")
    if not named and request.method == "POST":
        named = request.POST.get("jurisdiction_id", "")
    if not named:
        return
    profile = directory().profile
    if named.lower() not in {profile.slug, profile.code, request.get_host().split(":")[0].lower()}:
        raise UnknownJurisdiction(field="jurisdiction_id")
