"""What stands in the way of founding a city: its name, its code or a host name is taken."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from kentongan.cities.models import City, Domain
from kentongan.cities.packs.facts import CityFacts
from kentongan.toolbox.refusals import Conflict, Unprocessable


class CityExists(Conflict):
    code = "city_exists"
    sentence = _("There is a city of that name already; load its pack again instead.")


class CityCodeTaken(Conflict):
    code = "city_code_taken"
    sentence = _("Another city has that code.")


class HostTwice(Unprocessable):
    code = "host_twice"
    sentence = _("The same host name was given twice.")


class HostTaken(Conflict):
    code = "host_taken"
    sentence = _("That host name leads to another city.")


def check_free(facts: CityFacts, domains: Sequence[str]) -> None:
    """Say no if anything is taken, or given twice.

    :raises HostTwice: if a host name is given twice
    :raises Conflict: if the slug, the code or a host name is another city's
    """
    if len({domain.lower() for domain in domains}) < len(domains):
        raise HostTwice(field="domain")
    if City.objects.filter(slug=facts.slug).exists():
        raise CityExists
    if City.objects.filter(code=facts.code).exists():
        raise CityCodeTaken(field="code")
    if Domain.objects.filter(domain__in=domains).exists():
        raise HostTaken(field="domain")
