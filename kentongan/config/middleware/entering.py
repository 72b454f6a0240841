"""The host name says which city: step into its schema and its time before anything else."""

from zoneinfo import ZoneInfo

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from kentongan.cities.entering import NoSuchCity, city_by_host, enter
from kentongan.config.middleware import Next
from kentongan.config.middleware.faults import away
from kentongan.places.directory import directory
from kentongan.toolbox.schemas import let_go_if_dead


class EnterCity:
    """Every request belongs to one city; a host that is nobody's domain gets a bare 404."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        let_go_if_dead()
        try:
            city = city_by_host(request.get_host())
            enter(city)
            profile = directory().profile
        except NoSuchCity:
            return HttpResponse("404: no city answers to this host name\n", status=404)
        except (OperationalError, InterfaceError) as fault:
            # Django would turn it into a 500 before any other middleware hears of it.
            return away(request, fault)
        request.city = city  # type: ignore[attr-defined]
        request.profile = profile  # type: ignore[attr-defined]
        with timezone.override(ZoneInfo(profile.zone)):
            return self.get_response(request)
