"""Finding a city and stepping into its schema.

The search path of a connection is set when the city changes, not with every statement; a host
is looked up once in ten seconds per process.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from django.conf import settings
from django_tenants.utils import get_public_schema_name

from kentongan.cities.models import City
from kentongan.toolbox.refusals import NotFound
from kentongan.toolbox.schemas import current

REMEMBER_HOSTS = 10.0
_hosts: dict[str, tuple[float, City | None]] = {}


class NoSuchCity(NotFound):
    code = "no_such_city"


def city_by_host(host: str) -> City:
    """Return the city that answers to a host name, port and case ignored.

    :raises NoSuchCity: if none does
    """
    name = host.split(":", maxsplit=1)[0].lower()
    kept = _hosts.get(name)
    if kept is None or monotonic() - kept[0] > REMEMBER_HOSTS:
        leave()
        kept = (monotonic(), City.objects.filter(domains__domain=name).first())
        if len(_hosts) < settings.MOST_HOSTS_REMEMBERED:
            _hosts[name] = kept
    if kept[1] is None:
        raise NoSuchCity
    return kept[1]


def forget_hosts() -> None:
    """Look every host up again, for whoever has just added a city."""
    _hosts.clear()


def enter(city: City) -> None:
    """Make the city's schema the current one of this thread's current()."""
    if current().schema_name != city.schema_name:
        current().set_tenant(city)


def leave() -> None:
    """Step back into the common schema."""
    if current().schema_name != get_public_schema_name():
        current().set_schema_to_public()


@contextmanager
def inside(city: City) -> Iterator[City]:
    """Work inside a city's schema and step back afterwards."""
    before = current().tenant
    enter(city)
    try:
        yield city
    finally:
        current().set_tenant(before)
