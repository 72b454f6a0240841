"""Which city a mail is for: by the address it was sent to, never by what is written in it."""

from collections.abc import Iterable
from time import monotonic
from typing import NamedTuple

from django.conf import settings

from kentongan.cities.entering import inside
from kentongan.cities.models import City, Domain
from kentongan.places.directory import directory

REMEMBER = 30.0
"""Seconds for which the addresses are remembered."""


class _Known(NamedTuple):
    at: float
    cities: dict[str, City]


_known: _Known | None = None


def city_of(address: str) -> City | None:
    """Return the city an address belongs to; `lapor+anything@…` is `lapor@…`."""
    return _addresses().get(_bare(address))


def first_city(addresses: Iterable[str]) -> City | None:
    """Return the city of the first address that belongs to one."""
    return next((city for each in addresses if (city := city_of(each))), None)


def forget_addresses() -> None:
    """Look them up again, for whoever has just added a city."""
    global _known  # noqa: PLW0603
    _known = None


def _bare(address: str) -> str:
    name, _at, host = address.strip().strip("<>").lower().rpartition("@")
    return f"{name.partition('+')[0]}@{host}"


def _addresses() -> dict[str, City]:
    global _known  # noqa: PLW0603
    if _known is None or monotonic() - _known.at > REMEMBER:
        cities = list(City.objects.real().order_by("pk"))
        found = {address: city for city in cities for address in _of(city)}
        _known = _Known(monotonic(), found)
    return _known.cities


def _of(city: City) -> list[str]:
    """Where a city takes mail, where its letters come from, and what its pack gives as contact."""
    hosts = Domain.objects.filter(tenant=city).values_list("domain", flat=True)
    made = [
        pattern.replace("{domain}", host)
        for host in hosts
        for pattern in (settings.MAIL_TO, settings.LETTER_FROM)
    ]
    with inside(city):
        contact = directory().profile.contact.get("email", "")
    return [_bare(address) for address in (*made, contact) if "@" in address]
