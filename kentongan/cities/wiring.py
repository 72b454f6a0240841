"""What the environment says for one city alone, before what it says for all of them.

`KENTONGAN_SMS__EXAMPLE_CITY` is what `KENTONGAN_SMS` means in the city `example-city`; empty, it
closes the channel there. What is meant for all holds in no drill city: nothing leads out of it.
"""

from collections.abc import Iterable

from django.conf import settings

from kentongan.cities.drills import is_drill
from kentongan.toolbox.schemas import current

APART = "__"


def setting(name: str) -> str:
    """Return a setting of the current city: its own, or that of all."""
    slug = getattr(current().tenant, "slug", "")
    own = settings.OF_CITIES.get(variable(name, slug)) if slug else None
    of_all = "" if is_drill() else getattr(settings, name)
    return str(of_all) if own is None else str(own)


def variable(name: str, slug: str) -> str:
    """Return the variable that holds a setting for the city alone."""
    return f"KENTONGAN_{name}{APART}{_spelt(slug)}"


def everywhere(name: str) -> list[str]:
    """Return what a setting is for all and for each city, as far as it is anything."""
    begins = variable(name, "")
    own = [value for known, value in settings.OF_CITIES.items() if known.startswith(begins)]
    return [str(value) for value in (getattr(settings, name), *own) if value]


def strangers(slugs: Iterable[str]) -> list[str]:
    """Return the variables that name no city there is: a slip of the pen leaves a channel shut."""
    known = {_spelt(slug) for slug in slugs}
    return sorted(name for name in settings.OF_CITIES if name.partition(APART)[2] not in known)


def _spelt(slug: str) -> str:
    return slug.upper().replace("-", "_")
