"""Service discovery: where the endpoints are, one for real and one for trying out."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from kentongan.cities.drills import is_drill
from kentongan.face.admitting import machines
from kentongan.openapi.open311.answering import Said, speaks
from kentongan.openapi.open311.formats import Value
from kentongan.places.directory import directory
from kentongan.places.models import Profile

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
PRODUCTION, TRYING = "/open311/v2", "/open311/test/v2"


@machines
@speaks("GET")
def discover(request: HttpRequest, is_test: bool = False) -> Said:
    """Name both endpoints, a drill city's as tests; `changeset` is the version of its data."""
    profile = directory().profile
    endpoints: list[Value] = [
        _endpoint(request, PRODUCTION, "test" if is_drill() else "production", profile),
        _endpoint(request, TRYING, "test", profile),
    ]
    value: dict[str, Value] = {
        "changeset": _changeset(profile),
        "contact": ", ".join(str(part) for part in profile.contact.values()) or profile.name,
        "key_service": _("Ask the city's administrator for an api key: %(city)s.")
        % {"city": profile.name},
        "endpoints": endpoints,
    }
    return Said("discovery", value)


def _endpoint(request: HttpRequest, path: str, kind: str, profile: Profile) -> Value:
    return {
        "specification": SPECIFICATION,
        "url": request.build_absolute_uri(path),
        "changeset": _changeset(profile),
        "type": kind,
        "formats": ["text/xml", "application/json"],
    }


def _changeset(profile: Profile) -> str:
    """A string that sorts: every change to the city's services counts the version up."""
    return f"{profile.version:012d}"
