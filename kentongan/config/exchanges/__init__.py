"""The steps of `kentongan calls`, which need rooms, clocks and wires at once."""

import sys
from collections.abc import Callable

from kentongan.toolbox.refusals import Refusal


def in_city(slug: str, act: Callable[[], int]) -> int:
    """Do something in a city; 1 if there is none of that name, or a room refuses."""
    from kentongan.cities.entering import inside
    from kentongan.cities.models import City

    city = City.objects.real().filter(slug=slug).first()
    if city is None:
        print(f"There is no city {slug}; see: kentongan city list", file=sys.stderr)
        return 1
    with inside(city):
        try:
            return act()
        except Refusal as refusal:
            print(refusal, file=sys.stderr)
            return 1
